Grailbird.data.tweets_2013_05 = 
 [
  {
    "source" : "web",
    "entities" : {
      "user_mentions" : [
        {
          "name" : "高橋 蓮",
          "screen_name" : "ren_t",
          "indices" : [
            0,
            6
          ],
          "id_str" : "1004",
          "id" : 1004
        }
      ]
    },
    "in_reply_to_status_id_str" : "329000000000000001",
    "in_reply_to_user_id_str" : "1004",
    "in_reply_to_screen_name" : "ren_t",
    "text" : "@ren_t 珈琲、ごちそうさまでした",
    "id_str" : "330000000000000001",
    "id" : 330000000000000001,
    "created_at" : "2013-05-02 10:00:00 +0000",
    "user" : {
      "name" : "縁 花子",
      "screen_name" : "hanako",
      "id_str" : "1001"
    }
  },
  {
    "text" : "RT @tomasr: New typeface is out.",
    "id_str" : "330000000000000000",
    "created_at" : "2013-05-01 10:00:00 +0000",
    "retweeted_status" : {
      "id_str" : "329900000000000000",
      "user" : {
        "name" : "Tomás Rivera",
        "screen_name" : "tomasr",
        "id_str" : "1010"
      }
    }
  }
]
