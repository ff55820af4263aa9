// Lets a test act as another account of the operating system, at another time: loaded before the C
// library with LD_PRELOAD. AS_ACCOUNT names the account, AT_TIME is a Unix time in seconds.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pwd.h>
#include <stdlib.h>
#include <time.h>

int getpwuid_r(uid_t uid, struct passwd *entry, char *text, size_t size, struct passwd **found) {
  const char *name = getenv("AS_ACCOUNT");
  if (!name) {
    int (*real)(uid_t, struct passwd *, char *, size_t, struct passwd **) = dlsym(RTLD_NEXT, "getpwuid_r");
    return real(uid, entry, text, size, found);
  }
  (void)text;
  (void)size;
  entry->pw_name = (char *)name;
  *found = entry;
  return 0;
}

time_t time(time_t *out) {
  const char *at = getenv("AT_TIME");
  time_t (*real)(time_t *) = dlsym(RTLD_NEXT, "time");
  time_t now = at ? atoll(at) : real(NULL);
  if (out) *out = now;
  return now;
}
