import { parentPort } from 'node:worker_threads'
import { type MatchQuestion, openAccountMatching } from './match/account-matching.ts'

/** The other end of matcher.ts: comparing thousands of names takes seconds in which pages must not wait. */
const matching = openAccountMatching()
parentPort!.on('message', (question: MatchQuestion) => {
  parentPort!.postMessage(matching.answer(question))
})
