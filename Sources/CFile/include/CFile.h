#ifndef CFILE_H
#define CFILE_H

/// Has the disk write a part of a file, as far as the system lets itself be told; returns when that
/// is done.
void file_write_back(int descriptor, long start, long count);

#endif
