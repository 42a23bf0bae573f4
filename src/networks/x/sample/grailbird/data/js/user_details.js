var user_details = {
  "screen_name" : "hanako",
  "location" : "Tokyo",
  "full_name" : "縁 花子",
  "bio" : "編集者",
  "id" : "1001",
  "created_at" : "2012-04-01 00:00:00 +0000"
}
