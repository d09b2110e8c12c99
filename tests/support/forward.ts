import http from 'node:http';

/** Hands a request on to another address as it is, or with other options, and the answer back. */
export function forward(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  url: string,
  options: http.RequestOptions = {},
): void {
  const onward = http.request(url, { method: request.method, headers: request.headers, ...options }, (reply) => {
    response.writeHead(reply.statusCode as number, reply.headers);
    reply.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
