#ifndef CFILE_H
#define CFILE_H

/// Has the disk write a part of a file, as far as the system lets itself be told; returns when that
/// is done.
void file_write_back(int descriptor, long start, long count);

/// Closes a file without waiting: with the last descriptor of a file that has no name any more the
/// system frees what it held, which takes a while for a large one.
void file_close_aside(int descriptor);

#endif
