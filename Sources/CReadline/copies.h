/// Texts that outlive the call that brought them.

#ifndef SGDB_CREADLINE_COPIES_H
#define SGDB_CREADLINE_COPIES_H

#include <stdlib.h>
#include <string.h>

/// Allocated memory; ends the program if there was none left.
static inline void *checked(void *memory) {
  if (!memory) abort();
  return memory;
}

/// A copy of a text, to be freed.
static inline char *copy_of(const char *text) { return checked(strdup(text)); }

#endif
