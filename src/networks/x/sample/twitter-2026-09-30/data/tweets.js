window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "edit_info" : {
        "initial" : {
          "editTweetIds" : [
            "1838000000000000005"
          ]
        }
      },
      "retweeted" : false,
      "entities" : {
        "user_mentions" : [
          {
            "name" : "佐藤 結衣",
            "screen_name" : "yui_sato",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "1002",
            "id" : "1002"
          },
          {
            "name" : "Maya Lindqvist",
            "screen_name" : "mayalindq",
            "indices" : [
              "10",
              "20"
            ],
            "id_str" : "1003",
            "id" : "1003"
          }
        ]
      },
      "id_str" : "1838000000000000005",
      "in_reply_to_status_id_str" : "1837000000000000001",
      "in_reply_to_user_id_str" : "1002",
      "in_reply_to_screen_name" : "yui_sato",
      "created_at" : "Tue Sep 24 08:00:00 +0000 2024",
      "full_text" : "@yui_sato @mayalindq 糸綴じ &amp; 表紙、楽しみです",
      "lang" : "ja"
    }
  },
  {
    "tweet" : {
      "entities" : {
        "user_mentions" : [
          {
            "name" : "小林 陸",
            "screen_name" : "riku_k",
            "indices" : [
              "3",
              "10"
            ],
            "id_str" : "1009",
            "id" : "1009"
          }
        ]
      },
      "id_str" : "1838000000000000004",
      "created_at" : "Mon Sep 23 21:30:00 +0000 2024",
      "full_text" : "RT @riku_k: 夜の書店を撮りました。いちばん好きな棚を…"
    }
  },
  {
    "tweet" : {
      "entities" : {
        "user_mentions" : [ ]
      },
      "id_str" : "1838000000000000003",
      "created_at" : "Sun Sep 22 12:00:10 +0000 2024",
      "full_text" : "製本の展示について、少し長く書きます。はじめに紙の話から。"
    }
  },
  {
    "tweet" : {
      "edit_info" : {
        "edit" : {
          "initialTweetId" : "1838000000000000001",
          "editControlInitial" : {
            "editTweetIds" : [
              "1838000000000000001",
              "1838000000000000002"
            ]
          }
        }
      },
      "entities" : {
        "user_mentions" : [ ]
      },
      "id_str" : "1838000000000000002",
      "created_at" : "Sat Sep 21 12:00:00 +0000 2024",
      "full_text" : "秋の読書会の日が決まりました。"
    }
  },
  {
    "tweet" : {
      "edit_info" : {
        "initial" : {
          "editTweetIds" : [
            "1838000000000000001",
            "1838000000000000002"
          ]
        }
      },
      "entities" : {
        "user_mentions" : [ ]
      },
      "id_str" : "1838000000000000001",
      "created_at" : "Sat Sep 21 11:58:00 +0000 2024",
      "full_text" : "秋の読書会の日が決まりまました。"
    }
  }
]
