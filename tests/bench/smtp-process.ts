import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** Accepts every mail without reading it. For each input line it sends the last mail to its parent. */
let last = Buffer.alloc(0)
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  maxClients: 100,
  onData: (stream, _session, done) => {
    void buffer(stream).then((bytes) => {
      last = bytes
      done()
    })
  },
})
server.on('error', () => undefined)
server.listen(0, '127.0.0.1', () => {
  console.log(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`)
})
process.stdin.on('data', () => console.log(last.toString('base64')))
process.stdin.on('end', () => process.exit(0))
