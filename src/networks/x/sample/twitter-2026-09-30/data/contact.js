window.YTD.contact.part0 = [
  {
    "contact" : {
      "id" : "1",
      "emails" : [
        "riku@kobayashi.example"
      ],
      "phoneNumbers" : [ ]
    }
  }
]
