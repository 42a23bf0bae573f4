window.YTD.direct_messages.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "1001-1005",
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "1005",
            "reactions" : [
              {
                "senderId" : "1005",
                "reactionKey" : "like",
                "eventId" : "1838000000000000203",
                "createdAt" : "2024-09-26T09:00:00.000Z"
              }
            ],
            "urls" : [ ],
            "text" : "[来週] の打ち合わせ、どうぞよろしく。",
            "mediaUrls" : [ ],
            "senderId" : "1001",
            "id" : "1838000000000000202",
            "createdAt" : "2024-09-26T08:30:00.123Z"
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1001",
            "reactions" : [ ],
            "urls" : [ ],
            "text" : "装丁の件、お願いできますか。",
            "mediaUrls" : [ ],
            "senderId" : "1005",
            "id" : "1838000000000000201",
            "createdAt" : "2024-09-26T08:00:00.000Z"
          }
        }
      ]
    }
  },
  {
    "dmConversation" : {
      "conversationId" : "1001-1006",
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "1001",
            "reactions" : [ ],
            "text" : "展示、見に行きます。",
            "senderId" : "1006",
            "id" : "1838000000000000211",
            "createdAt" : "2024-08-01T08:00:00.000Z"
          }
        }
      ]
    }
  }
]
