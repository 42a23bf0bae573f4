window.YTD.note_tweet.part0 = [
  {
    "noteTweet" : {
      "noteTweetId" : "1838000000000000900",
      "createdAt" : "2024-09-22T12:00:10.000Z",
      "updatedAt" : "2024-09-22T12:00:10.000Z",
      "core" : {
        "styletags" : [ ],
        "urls" : [ ],
        "text" : "製本の展示について、少し長く書きます。はじめに紙の話から。そして @sakura_y さんの花のこと。",
        "mentions" : [
          {
            "screenName" : "sakura_y",
            "fromIndex" : "33",
            "toIndex" : "42"
          }
        ]
      }
    }
  }
]
