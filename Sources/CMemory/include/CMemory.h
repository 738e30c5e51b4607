/// What the C library's allocator offers and Swift does not see.

#ifndef CMEMORY_H
#define CMEMORY_H

/// Gives free memory back to the system, which the allocator does late by itself, or never.
void memory_trim(void);

#endif
