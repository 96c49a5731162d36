// load upload kind=slots n=64                         slots that nobody uses, 8 of each client always on their way
// load upload kind=small n=16 size=1024 [get=1]       slot, PUT (and GET), one file after the other for each client
// load upload kind=put|get n=1 size=268435456 files=4 large files
// load upload kind=put|get n=200 size=… rate=1000000 hold=1   paced; says when all run, and goes on until its input ends
// Without `upload`, the server is a plain one that takes a PUT at any path below `base`.
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "http.h"

enum { WINDOW = 8, URL = 1024 };

typedef struct {
  client *client; // none where the server is a plain one
  exchange http;
  char put[URL], get[URL], headers[URL];
  enum { SLOT, PUT, GET, IDLE } stage;
  int left; // files
  uint64_t begun_at;
} job;

static job *jobs;
static int job_count;
static uint64_t size, finished, errors, sequence;
static bool small, slots_only, downloads, measuring, again;

static void ask_slot(job *j) {
  uint64_t at = now();
  if (!slots_only) j->begun_at = at;
  j->stage = SLOT;
  if (!j->client) {
    snprintf(j->put, URL, "%s/f%llu-%d.bin", setting("base", ""), (unsigned long long)++sequence, (int)getpid());
    memcpy(j->get, j->put, URL);
    j->stage = PUT;
    return http_start(&j->http, "PUT", j->put, "", size);
  }
  net_print(j->client->link,
            "<iq to='%s' type='get' id='%016llx'><request xmlns='urn:xmpp:http:upload:0' filename='f%llu.bin' size='%llu' content-type='application/octet-stream'/></iq>",
            setting("upload", ""), (unsigned long long)at, (unsigned long long)++sequence, (unsigned long long)size);
}

static void unescape(char *text) {
  for (char *at = text; (at = strstr(at, "&amp;")); at++) memmove(at + 1, at + 5, strlen(at + 5) + 1);
}

// Copies the path of the URL in the tag at `tag`.
static void path_of(const char *tag, char *path) {
  char url[URL];
  if (!tag || !attribute(tag, "url", url, sizeof url)) fail("no URL in a slot");
  char *host = strstr(url, "://"), *from = host ? strchr(host + 3, '/') : NULL;
  if (!from) fail("odd URL: %s", url);
  unescape(from);
  memmove(path, from, strlen(from) + 1);
}

// What the slot wants to be sent along; Prosody's is a token.
static void headers_of(const char *xml, char *headers) {
  const char *at = strstr(xml, "<header"), *from = at ? strchr(at, '>') : NULL, *to = from ? strchr(from, '<') : NULL;
  char name[64];
  headers[0] = 0;
  if (!to || !attribute(at, "name", name, sizeof name)) return;
  if (snprintf(headers, URL, "%s: %.*s\r\n", name, (int)(to - from - 1), from + 1) >= URL) fail("a long header");
}

static void stanza(client *c, char *xml, size_t length) {
  char id[80], type[16] = "";
  (void)length;
  job *j = c->owner;
  if (xml[1] != 'i' || !attribute(xml, "id", id, sizeof id) || strlen(id) != 16) return;
  attribute(xml, "type", type, sizeof type);
  if (strcmp(type, "result")) {
    if (!errors++) fprintf(stderr, "load: error: %.600s\n", xml);
    return;
  }
  if (slots_only) {
    finished++;
    if (measuring) latency_add(now() - strtoull(id, NULL, 16));
    if (again) ask_slot(j);
    return;
  }
  path_of(strstr(xml, "<put"), j->put);
  path_of(strstr(xml, "<get"), j->get);
  headers_of(xml, j->headers);
  j->stage = PUT;
  http_start(&j->http, "PUT", j->put, j->headers, size);
}

static void http_finished(exchange *x) {
  job *j = x->owner;
  if (j->stage == GET && x->got != size) errors++;
  if (small && downloads && j->stage == PUT) {
    j->stage = GET;
    return http_start(x, "GET", j->get, "", 0);
  }
  finished++;
  if (measuring) latency_add(now() - j->begun_at);
  if (small ? again : --j->left > 0) {
    if (small || j->stage == PUT) ask_slot(j);
    else http_start(x, "GET", j->get, "", 0);
  } else j->stage = IDLE;
}

static bool all_idle(void) {
  for (int i = 0; i < job_count; i++)
    if (jobs[i].stage != IDLE) return false;
  return true;
}

static void put_all(uint64_t bytes, int files) {
  size = bytes;
  for (int i = 0; i < job_count; i++) {
    jobs[i].left = files;
    ask_slot(&jobs[i]);
  }
}

static void get_all(int files) {
  for (int i = 0; i < job_count; i++) {
    jobs[i].left = files;
    jobs[i].stage = GET;
    // one file for all of them: it is there once
    memcpy(jobs[i].get, jobs[0].get, URL);
    http_start(&jobs[i].http, "GET", jobs[i].get, "", 0);
  }
}

static void pace_all(void) {
  for (int i = 0; i < job_count; i++) http_pace(&jobs[i].http);
}

static bool all_run(void) {
  for (int i = 0; i < job_count; i++)
    if (jobs[i].http.sent < 65536 && jobs[i].http.got < 65536) return false;
  return true;
}

static bool released(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, 0) > 0;
}

static void hold(uint64_t bytes) {
  int all = job_count;
  if (downloads) {
    job_count = 1;
    put_all(bytes, 1);
    net_until(all_idle, 300, "the file");
    job_count = all;
  }
  for (int i = 0; i < job_count; i++) jobs[i].http.rate = number("rate", 1e6);
  if (number("rate", 1e6) > 0) net_each_turn = pace_all;
  if (downloads) get_all(1 << 30);
  else put_all(bytes, 1 << 30);
  net_until(all_run, 120, "starting all transfers");
  figure("running", job_count);
  print_figures();
  net_until(released, 3600, "waiting");
  exit(0);
}

static void large(uint64_t bytes) {
  int files = (int)number("files", 4);
  put_all(downloads ? bytes : 64 << 20, 1); // warms up
  net_until(all_idle, 300, "the first files");
  stretch s = stretch_begin();
  if (downloads) get_all(files);
  else put_all(bytes, files);
  net_until(all_idle, 600, "the files");
  s = stretch_end(s);
  double gigabytes = (double)bytes * files * job_count / 1e9;
  figure("gb_per_s", gigabytes / s.wall);
  figure("cpu_s_per_gb", s.server / gigabytes);
  figure("server_cores", s.server / s.wall);
  figure("load_cores", s.own / s.wall);
}

static void many(const char *per_second, const char *per_thousand) {
  again = true;
  for (int i = 0; i < job_count; i++)
    for (int k = 0; k < (slots_only ? WINDOW : 1); k++) ask_slot(&jobs[i]);
  net_run(number("warm", 2));
  finished = 0;
  measuring = true;
  stretch s = stretch_begin();
  net_run(number("seconds", 8));
  double count = (double)finished;
  s = stretch_end(s);
  measuring = again = false;
  figure(per_second, count / s.wall);
  figure(per_thousand, s.server / count * 1e3);
  figure("server_cores", s.server / s.wall);
  figure("load_cores", s.own / s.wall);
  latency_figures();
  if (!slots_only) net_until(all_idle, 30, "the last files");
}

void bench_upload(void) {
  const char *kind = setting("kind", "small");
  bool plain = !strcmp(setting("upload", ""), "");
  slots_only = !strcmp(kind, "slots");
  small = !strcmp(kind, "small");
  downloads = small ? number("get", 0) > 0 : !strcmp(kind, "get");
  size = (uint64_t)number("size", 1024);
  job_count = (int)number("n", 16);
  jobs = calloc((size_t)job_count, sizeof *jobs);
  if (!jobs) fail("out of memory");
  if (!plain) sign_in(job_count, stanza);
  for (int i = 0; i < job_count; i++) {
    jobs[i].http.owner = &jobs[i];
    jobs[i].http.finished = http_finished;
    jobs[i].stage = IDLE;
    if (plain) continue;
    jobs[i].client = &clients[i];
    clients[i].owner = &jobs[i];
  }
  if (slots_only) many("slots_per_s", "cpu_s_per_1k_slots");
  else if (small) many("files_per_s", "cpu_s_per_1k_files");
  else if (number("hold", 0) > 0) hold(size);
  else large(size);
  figure("errors", (double)errors);
}
