/// Functions for benchmarks that Swift cannot express.

#ifndef CBENCHMARK_H
#define CBENCHMARK_H

#include <sys/types.h>

/// Operations of one round: fused multiplications and additions, each on sixteen numbers.
enum { ArithmeticOperations = 12 };

/// Does so many rounds of operations in as many chains, and returns a number that depends on all: how
/// fast a processor multiplies and adds where nothing waits for memory, the bound of kernels at a level.
float arithmetic_rounds(const char *level, long rounds, float factor, float summand);

/// Starts a program on a new terminal.
///
/// `arguments` and `environment` end with NULL; the first argument is the path of the program.
/// Returns the descriptor of the terminal's other end, or -1; `process` gets the program's number.
int terminal_start(
    char *const *arguments, char *const *environment, int rows, int columns, pid_t *process);

#endif
