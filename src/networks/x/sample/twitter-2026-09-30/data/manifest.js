window.__THAR_CONFIG = {
  "userInfo" : {
    "accountId" : "1001",
    "userName" : "hanako",
    "displayName" : "縁 花子"
  },
  "archiveInfo" : {
    "generationDate" : "2026-09-30T03:33:17.295Z",
    "isPartialArchive" : false
  }
}
