#define _GNU_SOURCE
#include "CFile.h"

#include <fcntl.h>

void file_write_back(int descriptor, long start, long count) {
#ifdef SYNC_FILE_RANGE_WRITE
  // What fails here fails when the whole file is flushed, and is noticed there.
  sync_file_range(
      descriptor, start, count,
      SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
#else
  (void)descriptor, (void)start, (void)count;
#endif
}
