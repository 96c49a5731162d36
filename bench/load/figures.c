// What is measured: CPU of the server and of ourselves, latencies, and the line they are printed in.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "load.h"

static struct { const char *name; double value; } figures[32];
static int figure_count;

void figure(const char *name, double value) {
  if (figure_count == 32) fail("too many figures");
  figures[figure_count].name = name;
  figures[figure_count++].value = value;
}

void print_figures(void) {
  for (int i = 0; i < figure_count; i++) printf("%s\"%s\":%.6g", i ? "," : "{", figures[i].name, figures[i].value);
  puts("}");
  fflush(stdout);
  figure_count = 0;
}

// utime + stime of one process, from proc(5)
static double process_cpu(int pid) {
  char path[64], text[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  FILE *file = fopen(path, "r");
  if (!file) return 0;
  size_t length = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[length] = 0;
  unsigned long user, system;
  char *rest = strrchr(text, ')'); // a name may hold anything
  if (!rest || sscanf(rest + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2) return 0;
  return (double)(user + system) / sysconf(_SC_CLK_TCK);
}

static stretch here(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  stretch s = {now() / 1e9, 0, usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6};
  for (const char *p = setting("pids", ""); *p; p += strspn(p, ",")) s.server += process_cpu((int)strtol(p, (char **)&p, 10));
  return s;
}

stretch stretch_begin(void) { return here(); }

stretch stretch_end(stretch begin) {
  stretch end = here();
  return (stretch){end.wall - begin.wall, end.server - begin.server, end.own - begin.own};
}

static uint32_t *latencies; // microseconds
static size_t latency_count, latency_capacity;

void latency_reset(void) { latency_count = 0; }

void latency_add(uint64_t nanoseconds) {
  if (latency_count == latency_capacity) {
    latency_capacity = latency_capacity ? latency_capacity * 2 : 1 << 16;
    latencies = realloc(latencies, latency_capacity * sizeof *latencies);
    if (!latencies) fail("out of memory");
  }
  latencies[latency_count++] = (uint32_t)(nanoseconds / 1000);
}

static int ascending(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

void latency_figures(void) {
  if (!latency_count) return;
  qsort(latencies, latency_count, sizeof *latencies, ascending);
  figure("p50_ms", latencies[latency_count / 2] / 1e3);
  figure("p99_ms", latencies[latency_count * 99 / 100] / 1e3);
}
