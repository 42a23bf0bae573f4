window.YTD.tweets.part1 = [
  {
    "tweet" : {
      "id_str" : "1500000000000000001",
      "created_at" : "Sat Mar 05 06:00:00 +0000 2022",
      "full_text" : "展示をご一緒した @aoifeb さん、ありがとうございました。",
      "entities" : {
        "user_mentions" : [
          {
            "name" : "Aoife Byrne",
            "screen_name" : "aoifeb",
            "id_str" : "1008",
            "id" : "1008"
          }
        ]
      }
    }
  }
]
