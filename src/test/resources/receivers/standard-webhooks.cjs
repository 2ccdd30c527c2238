// A receiver on the standard's own library for Node: takes what the given secret signed, refuses the rest.
// Prints its port once it listens.
const http = require('node:http');
const { Webhook } = require('standardwebhooks');

const webhook = new Webhook(process.argv[2]);

http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    try {
      const event = webhook.verify(Buffer.concat(parts).toString('utf8'), request.headers);
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      response.end('verified ' + event.type);
    } catch (refused) {
      response.writeHead(401, { 'Content-Type': 'text/plain' });
      response.end(refused.message);
    }
  });
}).listen(0, '127.0.0.1', function () {
  console.log(this.address().port);
});
