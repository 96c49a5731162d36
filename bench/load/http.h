// An HTTP/1.1 client for the upload benches: one request at a time on a connection that is kept where the server keeps it.
#ifndef HTTP_H
#define HTTP_H
#include "load.h"

typedef struct exchange exchange;
struct exchange {
  connection *link;
  void *owner;
  void (*finished)(exchange *); // the answer is here whole
  int status;
  uint64_t body;   // bytes of the request's body
  uint64_t sent;   // of them
  uint64_t answer; // bytes of the answer's body
  uint64_t got;    // of them
  double rate;     // bytes a second that are sent, or read; 0 for as many as go
  uint64_t begun_at;
  bool busy, head_read, closing, paused;
};

// Starts a request to `path`. Of a PUT's body the first bytes differ from file to file.
void http_start(exchange *, const char *method, const char *path, const char *headers, uint64_t body);
// Lets paced exchanges go on; to be called each turn.
void http_pace(exchange *);
#endif
