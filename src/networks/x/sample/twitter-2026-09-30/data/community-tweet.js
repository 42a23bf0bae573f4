window.YTD.community_tweet.part0 = [
  {
    "tweet" : {
      "id_str" : "1838000000000000050",
      "created_at" : "Wed Sep 25 01:00:00 +0000 2024",
      "full_text" : "本の集まりのみなさん、はじめまして。",
      "scopes" : {
        "followers" : false
      },
      "entities" : {
        "user_mentions" : [ ]
      }
    }
  }
]
