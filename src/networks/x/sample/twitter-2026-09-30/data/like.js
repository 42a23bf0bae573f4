window.YTD.like.part0 = [
  {
    "like" : {
      "tweetId" : "1838000000000000777",
      "fullText" : "よい本でした。",
      "expandedUrl" : "https://twitter.com/i/web/status/1838000000000000777"
    }
  }
]
