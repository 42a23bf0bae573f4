window.YTD.twitter_circle_tweet.part0 = [
  {
    "tweet" : {
      "id_str" : "1600000000000000001",
      "created_at" : "Tue Dec 06 06:00:00 +0000 2022",
      "full_text" : "内輪の話です。",
      "entities" : {
        "user_mentions" : [ ]
      }
    }
  }
]
