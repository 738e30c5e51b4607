/// How fast a processor multiplies and adds, where nothing waits for memory: the bound of kernels.

#ifndef CARITHMETIC_H
#define CARITHMETIC_H

/// Operations of one round: multiplications and additions by turns, each on sixteen numbers.
enum { ArithmeticOperations = 24 };

/// Does so many rounds of operations in twelve chains, and returns a number that depends on all.
float arithmetic_rounds(long rounds, float factor, float summand);

#endif
