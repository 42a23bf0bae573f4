window.YTD.direct_message_headers.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "1001-1006",
      "messages" : [
        {
          "messageCreate" : {
            "id" : "1838000000000000211",
            "senderId" : "1006",
            "recipientId" : "1001",
            "createdAt" : "2024-08-01T08:00:00.000Z"
          }
        }
      ]
    }
  }
]
