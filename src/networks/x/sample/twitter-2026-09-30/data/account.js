window.YTD.account.part0 = [
  {
    "account" : {
      "email" : "hanako@hanako.example",
      "createdVia" : "web",
      "username" : "hanako",
      "accountId" : "1001",
      "createdAt" : "2012-04-01T00:00:00.000Z",
      "accountDisplayName" : "縁 花子"
    }
  }
]
