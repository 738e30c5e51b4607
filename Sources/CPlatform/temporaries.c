#include "CPlatform.h"

#include <limits.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

enum { temporary_limit = 16 };

/// A place is free, being filled, or names a file.
enum { place_free, place_filled, place_named };

static struct {
  atomic_int state;
  char path[PATH_MAX];
} places[temporary_limit];

int temporary_add(const char *path) {
  size_t length = strlen(path);
  if (length >= PATH_MAX) return -1;
  for (int place = 0; place < temporary_limit; place++) {
    int expected = place_free;
    if (!atomic_compare_exchange_strong(&places[place].state, &expected, place_filled)) continue;
    memcpy(places[place].path, path, length + 1);
    atomic_store(&places[place].state, place_named);
    return place;
  }
  return -1;
}

void temporary_forget(int place) {
  if (place >= 0 && place < temporary_limit) atomic_store(&places[place].state, place_free);
}

void temporaries_remove(void) {
  for (int place = 0; place < temporary_limit; place++) {
    if (atomic_load(&places[place].state) == place_named) unlink(places[place].path);
  }
}
