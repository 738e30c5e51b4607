/// Texts that outlive the call that brought them.

#ifndef SGDB_CREADLINE_COPIES_H
#define SGDB_CREADLINE_COPIES_H

#include <stdlib.h>
#include <string.h>

/// A copy of a text, to be freed; ends the program where there is no memory for one.
static inline char *copy_of(const char *text) {
  char *copy = strdup(text);
  if (!copy) abort();
  return copy;
}

#endif
