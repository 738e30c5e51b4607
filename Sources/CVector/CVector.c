#include "CVector.h"

#include <string.h>

#pragma clang fp contract(off)
// Functions that take vectors are inlined, so it does not matter how processors without such
// registers would pass them.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float four __attribute__((ext_vector_type(4)));
typedef float eight __attribute__((ext_vector_type(8)));
typedef float lanes __attribute__((ext_vector_type(16)));
typedef int32_t integers __attribute__((ext_vector_type(16)));
typedef uint32_t naturals __attribute__((ext_vector_type(16)));
typedef double doubles __attribute__((ext_vector_type(16)));

#define INLINE static inline __attribute__((always_inline))

/// Before a function: it uses blocks as one register each where the processor has such registers.
/// Compilers for x86-64-v4 else halve them.
#define WIDE __attribute__((min_vector_width(512)))

/// Calls a function whose last argument is a number of blocks, which is a constant where vectors have
/// up to 128 components: then loops over blocks unroll, and a row stays in registers.
#define WITH_BLOCKS(blocks, function, ...)              \
  switch (blocks) {                                     \
    case 1: return function(__VA_ARGS__, 1);            \
    case 2: return function(__VA_ARGS__, 2);            \
    case 3: return function(__VA_ARGS__, 3);            \
    case 4: return function(__VA_ARGS__, 4);            \
    case 5: return function(__VA_ARGS__, 5);            \
    case 6: return function(__VA_ARGS__, 6);            \
    case 7: return function(__VA_ARGS__, 7);            \
    case 8: return function(__VA_ARGS__, 8);            \
    default: return function(__VA_ARGS__, blocks);      \
  }

/// Blocks of a row that stays in registers.
enum { Registers = 8 };

/// A row, in registers where its number of blocks is a constant.
INLINE const lanes *near(const float *row, lanes *registers, intptr_t blocks) {
  if (blocks > Registers) return (const lanes *)row;
  for (intptr_t k = 0; k < blocks; k++) registers[k] = ((const lanes *)row)[k];
  return registers;
}

/// The lanes that a mask selects (all bits set) from `a`, the others from `b`.
INLINE lanes select_lanes(integers mask, lanes a, lanes b) {
  return (lanes)((mask & (integers)a) | (~mask & (integers)b));
}

INLINE four fold(lanes x) {
  eight half = x.lo + x.hi;
  return half.lo + half.hi;
}

/// The sum of the lanes of a block: halves are added until one lane is left.
INLINE float sum(lanes x) {
  four quarter = fold(x);
  return (quarter.x + quarter.z) + (quarter.y + quarter.w);
}

/// The sums of four blocks, each in the order of `sum`.
INLINE four four_sums(lanes a, lanes b, lanes c, lanes d) {
  four e = fold(a), f = fold(b), g = fold(c), h = fold(d);
  four ef = __builtin_shufflevector(e, f, 0, 4, 1, 5) + __builtin_shufflevector(e, f, 2, 6, 3, 7);
  four gh = __builtin_shufflevector(g, h, 0, 4, 1, 5) + __builtin_shufflevector(g, h, 2, 6, 3, 7);
  return __builtin_shufflevector(ef, gh, 0, 1, 4, 5) + __builtin_shufflevector(ef, gh, 2, 3, 6, 7);
}

INLINE double double_sum(lanes x) {
  doubles all = __builtin_convertvector(x, doubles);
  double __attribute__((ext_vector_type(8))) half = all.lo + all.hi;
  double __attribute__((ext_vector_type(4))) quarter = half.lo + half.hi;
  return (quarter.x + quarter.z) + (quarter.y + quarter.w);
}

/// `x = i ln 2 + f` with `|f| ≤ ln 2 / 2`, a polynomial of degree 6 in `f` (the Taylor coefficients
/// of `e^f`, error below 2⁻²³ on that interval), and a shift of the exponent by `i`.
INLINE lanes exponential(lanes x) {
  lanes smallest = -87.0f;
  integers vanishes = x < smallest;
  lanes clamped = select_lanes(vanishes, smallest, x);
  // Adding 1.5 · 2²³ rounds to an integer and leaves it in the low bits.
  lanes magic = 0x1.8p23f;
  lanes shifted = clamped * 1.44269504f + magic;
  lanes i = shifted - magic;
  // ln 2 in two parts, so that the difference is exact.
  lanes f = (clamped - i * 0.693359375f) - i * -2.1219444e-4f;
  lanes p = 1.0f / 720;
  p = p * f + 1.0f / 120;
  p = p * f + 1.0f / 24;
  p = p * f + 1.0f / 6;
  p = p * f + 0.5f;
  p = p * f + 1.0f;
  p = p * f + 1.0f;
  naturals exponent = (naturals)shifted - 0x4B400000u;
  lanes scale = (lanes)((exponent + 127) << 23);
  return (lanes)((integers)(p * scale) & ~vanishes);
}

// MARK: Negative sampling

INLINE void scores_of(
    const float *matrix, const int32_t *rows, intptr_t count, const float *v, float *scores,
    intptr_t blocks) {
  const lanes *start = (const lanes *)matrix, *w = (const lanes *)v;
  // Four rows at a time: a block of v is loaded once for all, and their sums are taken together.
  for (intptr_t i = 0; i < count; i += 4) {
    const lanes *a = start + rows[i] * blocks, *b = start + rows[i + 1] * blocks;
    const lanes *c = start + rows[i + 2] * blocks, *d = start + rows[i + 3] * blocks;
    lanes x = 0.0f, y = 0.0f, z = 0.0f, t = 0.0f;
    for (intptr_t k = 0; k < blocks; k++) {
      x += a[k] * w[k];
      y += b[k] * w[k];
      z += c[k] * w[k];
      t += d[k] * w[k];
    }
    four sums = four_sums(x, y, z, t);
    memcpy(scores + i, &sums, sizeof sums);
  }
}

WIDE void vector_scores(
    const float *matrix, intptr_t blocks, const int32_t *rows, intptr_t count, const float *v,
    float *scores) {
  WITH_BLOCKS(blocks, scores_of, matrix, rows, count, v, scores)
}

WIDE double vector_weigh_logistic(
    float *scores, const float *weights, intptr_t count, bool *is_finite) {
  lanes zero = 0.0f, excess = 0.0f;
  double total = 0;
  for (intptr_t i = 0; i < count; i += VectorBlock) {
    lanes z, weight;
    memcpy(&z, scores + i, sizeof z);
    memcpy(&weight, weights + i, sizeof weight);
    // Anything finite times 0 is 0, anything else is not a number.
    excess += z * 0.0f;
    lanes x = select_lanes(weight < zero, -z, z);
    integers is_negative = x < zero;
    // With e = e^{-|x|} both functions are of a number in [0, 1]; ln(1 + e) is e times a minimax
    // polynomial of degree 8, whose relative error is below 2⁻²².
    lanes e = exponential(select_lanes(is_negative, x, -x));
    lanes larger = 1.0f / (1.0f + e);
    lanes sigma = select_lanes(is_negative, e * larger, larger);
    lanes p = 0.0052326940931f;
    p = p * e - 0.0295052397996f;
    p = p * e + 0.0782259553671f;
    p = p * e - 0.1366324573755f;
    p = p * e + 0.1910600662231f;
    p = p * e - 0.2484298199415f;
    p = p * e + 0.3331909775734f;
    p = p * e - 0.4999949336052f;
    p = p * e + 0.9999999403954f;
    lanes loss = select_lanes(is_negative, zero, x) + p * e;
    sigma *= weight;
    memcpy(scores + i, &sigma, sizeof sigma);
    total += double_sum(select_lanes(weight < zero, -weight, weight) * loss);
  }
  *is_finite = sum(excess) == 0;
  return total;
}

INLINE bool move_all(
    float *matrix, const int32_t *rows, intptr_t count, const float *coefficients, float rate,
    float *v, float *gradient, const int32_t *next, intptr_t next_count, intptr_t blocks) {
  lanes *start = (lanes *)matrix, *center = (lanes *)v;
  lanes registers[Registers], center_registers[Registers];
  lanes *total = blocks <= Registers ? registers : (lanes *)gradient;
  const lanes *w = near(v, center_registers, blocks);
  for (intptr_t k = 0; k < blocks; k++) total[k] = 0.0f;
  for (intptr_t i = 0; i < count; i++) {
    const lanes *u = start + rows[i] * blocks;
    for (intptr_t k = 0; k < blocks; k++) total[k] += coefficients[i] * u[k];
  }
  for (intptr_t i = 0; i < count; i++) {
    if (i < next_count) vector_fetch(matrix + next[i] * blocks * VectorBlock, blocks);
    lanes *u = start + rows[i] * blocks;
    float step = rate * coefficients[i];
    for (intptr_t k = 0; k < blocks; k++) u[k] -= step * w[k];
  }
  for (intptr_t i = count; i < next_count; i++) vector_fetch(matrix + next[i] * blocks * VectorBlock, blocks);
  // Anything finite times 0 is 0, anything else is not a number.
  lanes excess = 0.0f;
  for (intptr_t k = 0; k < blocks; k++) {
    center[k] = w[k] - rate * total[k];
    excess += center[k] * 0.0f;
  }
  return sum(excess) == 0;
}

WIDE bool vector_move(
    float *matrix, intptr_t blocks, const int32_t *rows, intptr_t count, const float *coefficients,
    float rate, float *v, float *gradient, const int32_t *next, intptr_t next_count) {
  WITH_BLOCKS(
      blocks, move_all, matrix, rows, count, coefficients, rate, v, gradient, next, next_count)
}

// MARK: Softmax

/// What is done with rows on their way through the registers.
enum Sweep {
  /// They are added and moved.
  Move = 1,
  /// Their scores are taken.
  Score = 2,
};

/// How many rows ahead of the one in hand are fetched, of the next chunk too.
enum { RowsAhead = 12 };

/// Takes one row; returns its products with `w`, lane by lane.
INLINE lanes sweep_row(
    lanes *u, const float *weight, const float *step, const lanes *x, lanes *total, const lanes *w,
    enum Sweep sweep, intptr_t blocks) {
  lanes z = 0.0f;
  for (intptr_t k = 0; k < blocks; k++) {
    __builtin_prefetch(u + RowsAhead * blocks + k, 1);
    lanes moved = u[k];
    if (sweep & Move) {
      total[k] += *weight * moved;
      u[k] = moved -= *step * x[k];
    }
    if (sweep & Score) z += moved * w[k];
  }
  return z;
}

INLINE void sweep_rows(
    float *rows, intptr_t count, const float *weights, const float *steps, const float *old,
    float *partial, double factor, double *sums, const float *v, float *scores, enum Sweep sweep,
    intptr_t blocks) {
  lanes *u = (lanes *)rows;
  lanes old_registers[Registers], registers[Registers], total_registers[Registers];
  lanes *total = blocks <= Registers ? total_registers : (lanes *)partial;
  const lanes *x = sweep & Move ? near(old, old_registers, blocks) : NULL;
  const lanes *w = sweep & Score ? near(v, registers, blocks) : NULL;
  if (sweep & Move) {
    for (intptr_t k = 0; k < blocks; k++) total[k] = 0.0f;
  }
  intptr_t i = 0;
  for (; i + 4 <= count; i += 4) {
    lanes z[4];
#pragma clang loop unroll(full)
    for (intptr_t j = 0; j < 4; j++, u += blocks) {
      z[j] = sweep_row(u, weights + i + j, steps + i + j, x, total, w, sweep, blocks);
    }
    if (sweep & Score) {
      four sums_of_rows = four_sums(z[0], z[1], z[2], z[3]);
      memcpy(scores + i, &sums_of_rows, sizeof sums_of_rows);
    }
  }
  for (; i < count; i++, u += blocks) {
    lanes z = sweep_row(u, weights + i, steps + i, x, total, w, sweep, blocks);
    if (sweep & Score) scores[i] = sum(z);
  }
  if (sweep & Move) {
    for (intptr_t k = 0; k < blocks; k++) {
      doubles before;
      memcpy(&before, sums + k * VectorBlock, sizeof before);
      before += factor * __builtin_convertvector(total[k], doubles);
      memcpy(sums + k * VectorBlock, &before, sizeof before);
    }
  }
}

WIDE void vector_score_rows(
    const float *rows, intptr_t blocks, intptr_t count, const float *v, float *scores) {
  // Rows that are not moved are not written to.
  WITH_BLOCKS(
      blocks, sweep_rows, (float *)rows, count, NULL, NULL, NULL, NULL, 0, NULL, v, scores, Score)
}

WIDE void vector_move_rows(
    float *rows, intptr_t blocks, intptr_t count, const float *weights, const float *steps,
    const float *old, float *partial, double factor, double *sums) {
  WITH_BLOCKS(
      blocks, sweep_rows, rows, count, weights, steps, old, partial, factor, sums, NULL, NULL, Move)
}

WIDE void vector_move_and_score_rows(
    float *rows, intptr_t blocks, intptr_t count, const float *weights, const float *steps,
    const float *old, float *partial, double factor, double *sums, const float *v, float *scores) {
  WITH_BLOCKS(
      blocks, sweep_rows, rows, count, weights, steps, old, partial, factor, sums, v, scores,
      Move | Score)
}

WIDE double vector_exponentials(float *numbers, intptr_t count, float reference) {
  double total = 0;
  for (intptr_t i = 0; i < count; i += VectorBlock) {
    lanes x;
    memcpy(&x, numbers + i, sizeof x);
    x = exponential(x - reference);
    memcpy(numbers + i, &x, sizeof x);
    total += double_sum(x);
  }
  return total;
}

float vector_maximum(const float *numbers, intptr_t count) {
  lanes largest;
  memcpy(&largest, numbers, sizeof largest);
  for (intptr_t i = VectorBlock; i < count; i += VectorBlock) {
    lanes x;
    memcpy(&x, numbers + i, sizeof x);
    largest = __builtin_elementwise_max(largest, x);
  }
  return __builtin_reduce_max(largest);
}

float vector_exponential(float x) {
  lanes all = x;
  return exponential(all).x;
}

float vector_largest(const float *numbers, intptr_t blocks, float least) {
  // Without their signs, numbers are in the order of their bits; what is not a number comes last.
  const integers *bits = (const integers *)numbers;
  lanes all_least = least;
  integers largest = (integers)all_least;
  for (intptr_t k = 0; k < blocks; k++) {
    largest = __builtin_elementwise_max(largest, bits[k] & 0x7FFFFFFF);
  }
  int32_t all = __builtin_reduce_max(largest);
  float number;
  memcpy(&number, &all, sizeof number);
  return number;
}

bool vector_steps_stay_finite(const float *row, intptr_t blocks, float factor) {
  const lanes *v = (const lanes *)row;
  // The largest Float32 numbers are 2¹⁰⁴ apart: what is less than a half of that is rounded away.
  const float limit = 0x1p64f;
  integers is_long = 0;
  for (intptr_t k = 0; k < blocks; k++) {
    lanes step = factor * v[k];
    is_long |= ~((step < limit) & (step > -limit));
  }
  return __builtin_reduce_or(is_long) == 0;
}

bool vector_is_finite(const float *row, intptr_t blocks) {
  const lanes *u = (const lanes *)row;
  // Anything finite times 0 is 0, anything else is not a number.
  lanes excess = 0.0f;
  for (intptr_t k = 0; k < blocks; k++) excess += u[k] * 0.0f;
  return sum(excess) == 0;
}

// MARK: Randomness

typedef uint64_t words __attribute__((ext_vector_type(8)));

INLINE words mix(words z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

WIDE void vector_random_bits(uint64_t *values, intptr_t count, uint64_t increment) {
  for (intptr_t i = 0; i < count; i += 8) {
    words x;
    memcpy(&x, values + i, sizeof x);
    x = mix(mix(x) ^ increment);
    memcpy(values + i, &x, sizeof x);
  }
}

void vector_look_up(
    const uint64_t *bits, intptr_t count, const struct VectorSlot *slots, uint64_t slot_count,
    int32_t *words) {
  for (intptr_t i = 0; i < count; i++) {
    // The high half is a slot, the low half a place in it.
    unsigned __int128 product = (unsigned __int128)bits[i] * slot_count;
    uint32_t slot = (uint32_t)(product >> 64);
    uint32_t place = (uint32_t)(product >> 32);
    uint32_t alias = slots[slot].alias;
    words[i] = (int32_t)(__builtin_unpredictable(place < slots[slot].threshold) ? slot : alias);
  }
}
