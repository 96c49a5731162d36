// load route|mix|sessions|relay|upload key=value…   prints one line of JSON
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include "load.h"

static char **settings;

const char *setting(const char *key, const char *fallback) {
  size_t length = strlen(key);
  for (char **s = settings; *s; s++)
    if (!strncmp(*s, key, length) && (*s)[length] == '=') return *s + length + 1;
  return fallback;
}

double number(const char *key, double fallback) {
  const char *text = setting(key, NULL);
  return text ? atof(text) : fallback;
}

void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("load: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  exit(1);
}

int main(int count, char **arguments) {
  if (count < 2) fail("name a bench: route, mix, sessions, relay or upload");
  settings = arguments + 2;
  signal(SIGPIPE, SIG_IGN);
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  if (!strcmp(arguments[1], "route")) bench_route();
  else if (!strcmp(arguments[1], "mix")) bench_mix();
  else if (!strcmp(arguments[1], "sessions")) bench_sessions();
  else if (!strcmp(arguments[1], "relay")) bench_relay();
  else if (!strcmp(arguments[1], "upload")) bench_upload();
  else fail("no bench %s", arguments[1]);
  print_figures();
}
