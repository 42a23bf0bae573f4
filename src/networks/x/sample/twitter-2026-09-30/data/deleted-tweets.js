window.YTD.deleted_tweets.part0 = [
  {
    "tweet" : {
      "id_str" : "1838000000000000099",
      "created_at" : "Wed Sep 25 02:00:00 +0000 2024",
      "deleted_at" : "2024-09-25T02:01:00.000Z",
      "full_text" : "まちがえました。"
    }
  }
]
