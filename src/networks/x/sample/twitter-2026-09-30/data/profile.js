window.YTD.profile.part0 = [
  {
    "profile" : {
      "description" : {
        "bio" : "人と本をつなぐ編集者",
        "website" : "https://hanako.example/",
        "location" : "Tokyo"
      }
    }
  }
]
