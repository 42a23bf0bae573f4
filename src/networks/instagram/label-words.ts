/** What labels are called in the languages they were met in; where none fits, readers go by shape. */
export const userLabels =
  /user\s*name|ユーザーネーム|ユーザー名|gebruikersnaam|benutzername|nom d.utilisateur|nom de profil|nombre de usuario|nome utente|nome de usu|사용자 이름|用户名|用戶名|tên người dùng|kullanıcı adı/i
export const nameLabels = /^(?:name|full name|名前|氏名|naam|nom|nombre|nome|이름|姓名|名稱|tên|ad)$/i
export const commentLabels =
  /comment|コメント|opmerking|kommentar|comentario|comentário|commento|댓글|评论|留言|bình luận|yorum/i
export const ownerLabels =
  /owner|eigenaar|inhaber|eigentümer|propri[eé]taire|propietario|proprietario|proprietário|所有者|オーナー|投稿者|소유자|chủ sở hữu|sahibi/i
