window.YTD.follower.part0 = [
  {
    "follower" : {
      "accountId" : "1008",
      "userLink" : "https://twitter.com/intent/user?user_id=1008"
    }
  },
  {
    "follower" : {
      "accountId" : "424242",
      "userLink" : "https://twitter.com/intent/user?user_id=424242"
    }
  }
]
