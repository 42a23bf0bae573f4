window.YTD.direct_messages_group.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "1838000000000000300",
      "messages" : [
        {
          "messageCreate" : {
            "reactions" : [ ],
            "text" : "会場はこちらで押さえます。",
            "senderId" : "1007",
            "id" : "1838000000000000302",
            "createdAt" : "2024-09-27T08:00:00.000Z"
          }
        },
        {
          "messageCreate" : {
            "reactions" : [ ],
            "text" : "読書会の会場、どうしましょう。",
            "senderId" : "1001",
            "id" : "1838000000000000301",
            "createdAt" : "2024-09-27T07:00:00.000Z"
          }
        },
        {
          "joinConversation" : {
            "initiatingUserId" : "1007",
            "participantsSnapshot" : [
              "1007",
              "1001",
              "1002"
            ],
            "createdAt" : "2024-09-27T06:00:00.000Z"
          }
        }
      ]
    }
  }
]
