/// The functions of vectors.h, compiled once for each level of processor; see levels.h.
///
/// A file of a level includes this once, with `KERNELS` the name of the table that it defines.

// Where multiplications and additions are fused is written out.
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

/// `a b + c`, rounded once.
#define FUSED(a, b, c) __builtin_elementwise_fma(a, b, c)

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

/// Lanes of two blocks, counted on from one to the other, of which each group of four gives four.
#define GROUPS(x, y, a, b, c, d)                                                               \
  __builtin_shufflevector(                                                                     \
      x, y, a, b, c, d, 4 + a, 4 + b, 4 + c, 4 + d, 8 + a, 8 + b, 8 + c, 8 + d, 12 + a, 12 + b, \
      12 + c, 12 + d)

/// Lanes of two blocks, counted on from one to the other: four groups of four, by their first lanes.
#define JOINED(x, y, a, b, c, d)                                                               \
  __builtin_shufflevector(                                                                     \
      x, y, a, a + 1, a + 2, a + 3, b, b + 1, b + 2, b + 3, c, c + 1, c + 2, c + 3, d, d + 1,   \
      d + 2, d + 3)

/// The folds of four blocks, one after another.
INLINE lanes four_folds(lanes a, lanes b, lanes c, lanes d) {
  lanes ab = JOINED(a, b, 0, 4, 16, 20) + JOINED(a, b, 8, 12, 24, 28);
  lanes cd = JOINED(c, d, 0, 4, 16, 20) + JOINED(c, d, 8, 12, 24, 28);
  return JOINED(ab, cd, 0, 8, 16, 24) + JOINED(ab, cd, 4, 12, 20, 28);
}

/// The sums of four blocks, each in the order of `sum`.
INLINE four four_sums(lanes a, lanes b, lanes c, lanes d) {
  lanes folds = four_folds(a, b, c, d);
  lanes halves = folds + GROUPS(folds, folds, 2, 3, 0, 1);
  lanes sums = halves + GROUPS(halves, halves, 1, 0, 3, 2);
  return __builtin_shufflevector(sums, sums, 0, 4, 8, 12);
}

/// The sums of sixteen blocks, each in the order of `sum`, from the folds of four at a time.
INLINE lanes sixteen_sums(lanes a, lanes b, lanes c, lanes d) {
  lanes ab = GROUPS(a, b, 0, 1, 16, 17) + GROUPS(a, b, 2, 3, 18, 19);
  lanes cd = GROUPS(c, d, 0, 1, 16, 17) + GROUPS(c, d, 2, 3, 18, 19);
  lanes sums = GROUPS(ab, cd, 0, 2, 16, 18) + GROUPS(ab, cd, 1, 3, 17, 19);
  // Each group has the same block of all four.
  return __builtin_shufflevector(sums, sums, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
}

INLINE double double_sum(lanes x) {
  doubles all = __builtin_convertvector(x, doubles);
  double __attribute__((ext_vector_type(8))) half = all.lo + all.hi;
  double __attribute__((ext_vector_type(4))) quarter = half.lo + half.hi;
  return (quarter.x + quarter.z) + (quarter.y + quarter.w);
}

/// A polynomial by Horner's rule, from the coefficient of the highest power on.
INLINE lanes polynomial(lanes x, float first, const float *others, int count) {
  lanes p = first;
#pragma clang loop unroll(full)
  for (int i = 0; i < count; i++) p = FUSED(p, x, (lanes)others[i]);
  return p;
}

/// `x = i ln 2 + f` with `|f| ≤ ln 2 / 2`, a polynomial of degree 6 in `f` (the Taylor coefficients
/// of `e^f`, error below 2⁻²³ on that interval), and a shift of the exponent by `i`.
INLINE lanes power_of_e(lanes x) {
  lanes smallest = -87.0f;
  integers vanishes = x < smallest;
  lanes clamped = select_lanes(vanishes, smallest, x);
  // Adding 1.5 · 2²³ rounds to an integer and leaves it in the low bits.
  lanes magic = 0x1.8p23f;
  lanes shifted = FUSED(clamped, (lanes)1.44269504f, magic);
  lanes i = shifted - magic;
  // ln 2 in two parts, so that the difference is exact.
  lanes f = FUSED(i, (lanes)-0.693359375f, clamped);
  f = FUSED(i, (lanes)2.1219444e-4f, f);
  static const float factors[] = {1.0f / 120, 1.0f / 24, 1.0f / 6, 0.5f, 1, 1};
  lanes p = polynomial(f, 1.0f / 720, factors, 6);
  naturals exponent = (naturals)shifted - 0x4B400000u;
  lanes scale = (lanes)((exponent + 127) << 23);
  return (lanes)((integers)(p * scale) & ~vanishes);
}

// MARK: Negative sampling

/// Products of four rows with `v`, folded: a block of `v` is loaded once for all.
INLINE lanes four_products(
    const lanes *matrix, const int32_t *rows, const lanes *v, intptr_t blocks) {
  const lanes *a = matrix + rows[0] * blocks, *b = matrix + rows[1] * blocks;
  const lanes *c = matrix + rows[2] * blocks, *d = matrix + rows[3] * blocks;
  lanes x = a[0] * v[0], y = b[0] * v[0], z = c[0] * v[0], t = d[0] * v[0];
  for (intptr_t k = 1; k < blocks; k++) {
    x = FUSED(a[k], v[k], x);
    y = FUSED(b[k], v[k], y);
    z = FUSED(c[k], v[k], z);
    t = FUSED(d[k], v[k], t);
  }
  return four_folds(x, y, z, t);
}

/// The scores of up to sixteen rows, four at a time.
INLINE lanes sixteen_scores(
    const lanes *matrix, const int32_t *rows, intptr_t count, const lanes *v, intptr_t blocks) {
  lanes a = four_products(matrix, rows, v, blocks), b = 0.0f, c = 0.0f, d = 0.0f;
  if (count > 4) b = four_products(matrix, rows + 4, v, blocks);
  if (count > 8) c = four_products(matrix, rows + 8, v, blocks);
  if (count > 12) d = four_products(matrix, rows + 12, v, blocks);
  return sixteen_sums(a, b, c, d);
}

INLINE void scores_of(
    const float *matrix, const int32_t *rows, intptr_t count, const float *v, float *scores,
    intptr_t blocks) {
  for (intptr_t i = 0; i < count; i += VectorBlock) {
    lanes z = sixteen_scores((const lanes *)matrix, rows + i, count - i, (const lanes *)v, blocks);
    memcpy(scores + i, &z, sizeof z);
  }
}

WIDE static void scores(
    const float *matrix, intptr_t blocks, const int32_t *rows, intptr_t count, const float *v,
    float *scores) {
  WITH_BLOCKS(blocks, scores_of, matrix, rows, count, v, scores)
}

WIDE static double weigh_logistic(
    float *scores, const float *weights, intptr_t count, bool *is_finite) {
  lanes zero = 0.0f, excess = 0.0f;
  double total = 0;
  for (intptr_t i = 0; i < count; i += VectorBlock) {
    lanes z, weight;
    memcpy(&z, scores + i, sizeof z);
    memcpy(&weight, weights + i, sizeof weight);
    z = select_lanes(weight == zero, zero, z);
    // Anything finite times 0 is 0, anything else is not a number.
    excess += z * 0.0f;
    lanes x = select_lanes(weight < zero, -z, z);
    integers is_negative = x < zero;
    // With e = e^{-|x|} both functions are of a number in [0, 1]; ln(1 + e) is e times a minimax
    // polynomial of degree 8, whose relative error is below 2⁻²².
    lanes e = power_of_e(select_lanes(is_negative, x, -x));
    lanes larger = 1.0f / (1.0f + e);
    lanes sigma = select_lanes(is_negative, e * larger, larger);
    static const float factors[] = {
        -0.0295052397996f, 0.0782259553671f,  -0.1366324573755f, 0.1910600662231f,
        -0.2484298199415f, 0.3331909775734f, -0.4999949336052f, 0.9999999403954f,
    };
    lanes p = polynomial(e, 0.0052326940931f, factors, 8);
    lanes loss = FUSED(p, e, select_lanes(is_negative, zero, x));
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
    for (intptr_t k = 0; k < blocks; k++) total[k] = FUSED((lanes)coefficients[i], u[k], total[k]);
  }
  for (intptr_t i = 0; i < count; i++) {
    if (i < next_count) vector_fetch((const float *)(start + next[i] * blocks), blocks);
    lanes *u = start + rows[i] * blocks;
    lanes step = -rate * coefficients[i];
    for (intptr_t k = 0; k < blocks; k++) u[k] = FUSED(step, w[k], u[k]);
  }
  for (intptr_t i = count; i < next_count; i++) {
    vector_fetch((const float *)(start + next[i] * blocks), blocks);
  }
  // Anything finite times 0 is 0, anything else is not a number.
  lanes excess = 0.0f;
  for (intptr_t k = 0; k < blocks; k++) {
    center[k] = FUSED((lanes)-rate, total[k], w[k]);
    excess += center[k] * 0.0f;
  }
  return sum(excess) == 0;
}

WIDE static bool move(
    float *matrix, intptr_t blocks, const int32_t *rows, intptr_t count, const float *coefficients,
    float rate, float *v, float *gradient, const int32_t *next, intptr_t next_count) {
  WITH_BLOCKS(
      blocks, move_all, matrix, rows, count, coefficients, rate, v, gradient, next, next_count)
}

// MARK: Softmax

/// The operations on rows while they pass through the registers.
enum Sweep {
  /// They are added and moved.
  Move = 1,
  /// Their scores are taken.
  Score = 2,
};

/// How many rows ahead of the one in hand are fetched, of the next chunk too.
enum { RowsAhead = 12 };

/// Takes row `i`; returns its products with `w`, lane by lane.
INLINE lanes sweep_row(
    lanes *u, const float *weights, const float *steps, intptr_t i, const lanes *x, lanes *total,
    const lanes *w, enum Sweep sweep, intptr_t blocks) {
  lanes z = 0.0f;
  for (intptr_t k = 0; k < blocks; k++) {
    __builtin_prefetch(u + RowsAhead * blocks + k, 1);
    lanes moved = u[k];
    if (sweep & Move) {
      total[k] = FUSED((lanes)weights[i], moved, total[k]);
      u[k] = moved = FUSED((lanes)-steps[i], x[k], moved);
    }
    if (sweep & Score) z = FUSED(moved, w[k], z);
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
      z[j] = sweep_row(u, weights, steps, i + j, x, total, w, sweep, blocks);
    }
    if (sweep & Score) {
      four sums_of_rows = four_sums(z[0], z[1], z[2], z[3]);
      memcpy(scores + i, &sums_of_rows, sizeof sums_of_rows);
    }
  }
  for (; i < count; i++, u += blocks) {
    lanes z = sweep_row(u, weights, steps, i, x, total, w, sweep, blocks);
    if (sweep & Score) scores[i] = sum(z);
  }
  if (sweep & Move) {
    for (intptr_t k = 0; k < blocks; k++) {
      doubles before;
      memcpy(&before, sums + k * VectorBlock, sizeof before);
      before = FUSED((doubles)factor, __builtin_convertvector(total[k], doubles), before);
      memcpy(sums + k * VectorBlock, &before, sizeof before);
    }
  }
}

WIDE static void score_rows(
    const float *rows, intptr_t blocks, intptr_t count, const float *v, float *scores) {
  // Rows that are not moved are not written to.
  WITH_BLOCKS(
      blocks, sweep_rows, (float *)rows, count, NULL, NULL, NULL, NULL, 0, NULL, v, scores, Score)
}

WIDE static void move_rows(
    float *rows, intptr_t blocks, intptr_t count, const float *weights, const float *steps,
    const float *old, float *partial, double factor, double *sums) {
  WITH_BLOCKS(
      blocks, sweep_rows, rows, count, weights, steps, old, partial, factor, sums, NULL, NULL, Move)
}

WIDE static void move_and_score_rows(
    float *rows, intptr_t blocks, intptr_t count, const float *weights, const float *steps,
    const float *old, float *partial, double factor, double *sums, const float *v, float *scores) {
  WITH_BLOCKS(
      blocks, sweep_rows, rows, count, weights, steps, old, partial, factor, sums, v, scores,
      Move | Score)
}

WIDE static double exponentials(float *numbers, intptr_t count, float reference) {
  double total = 0;
  for (intptr_t i = 0; i < count; i += VectorBlock) {
    lanes x;
    memcpy(&x, numbers + i, sizeof x);
    x = power_of_e(x - reference);
    memcpy(numbers + i, &x, sizeof x);
    total += double_sum(x);
  }
  return total;
}

static float maximum(const float *numbers, intptr_t count) {
  lanes largest;
  memcpy(&largest, numbers, sizeof largest);
  for (intptr_t i = VectorBlock; i < count; i += VectorBlock) {
    lanes x;
    memcpy(&x, numbers + i, sizeof x);
    largest = __builtin_elementwise_max(largest, x);
  }
  return __builtin_reduce_max(largest);
}

static float exponential(float x) {
  lanes all = x;
  return power_of_e(all).x;
}

static float largest(const float *numbers, intptr_t blocks, float least) {
  // Without their signs, numbers are in the order of their bits; NaN comes last.
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

static bool steps_stay_finite(const float *row, intptr_t blocks, float factor) {
  const lanes *v = (const lanes *)row;
  // The largest Float32 numbers are 2¹⁰⁴ apart: anything below half of that is rounded away.
  const float limit = 0x1p64f;
  integers is_long = 0;
  for (intptr_t k = 0; k < blocks; k++) {
    lanes step = factor * v[k];
    is_long |= ~((step < limit) & (step > -limit));
  }
  return __builtin_reduce_or(is_long) == 0;
}

static bool is_finite(const float *row, intptr_t blocks) {
  const lanes *u = (const lanes *)row;
  // Anything finite times 0 is 0, anything else is not a number.
  lanes excess = 0.0f;
  for (intptr_t k = 0; k < blocks; k++) excess += u[k] * 0.0f;
  return sum(excess) == 0;
}

// MARK: Randomness

typedef uint64_t words __attribute__((ext_vector_type(8)));

static const words one_to_eight = {1, 2, 3, 4, 5, 6, 7, 8};

INLINE words mix(words z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/// Where draws fall: the slot in the high half, a place in it in the low one; up to seven more are
/// overwritten.
///
/// A draw's bits, as a fraction of 1, times the number of slots are a slot before the point and a place
/// in it behind.
INLINE void draw_places(
    uint64_t state, intptr_t count, uint64_t increment, uint32_t slot_count, uint64_t *places) {
  words keys = one_to_eight * increment + state;
  for (intptr_t i = 0; i < count; i += 8) {
    words bits = mix(mix(keys) ^ increment);
    words low = (bits & UINT32_MAX) * (uint64_t)slot_count;
    words product = (bits >> 32) * (uint64_t)slot_count + (low >> 32);
    memcpy(places + i, &product, sizeof product);
    keys += 8 * increment;
  }
}

/// The word at a place.
INLINE int32_t look_up(uint64_t place, const struct VectorSlot *slots) {
  uint32_t slot = (uint32_t)(place >> 32), alias = slots[slot].alias;
  return (int32_t)(__builtin_unpredictable((uint32_t)place < slots[slot].threshold) ? slot : alias);
}

WIDE static void draw(
    uint64_t state, intptr_t count, uint64_t increment, const struct VectorSlot *slots,
    uint32_t slot_count, uint64_t *places, int32_t *drawn) {
  draw_places(state, count, increment, slot_count, places);
  for (intptr_t i = 0; i < count; i++) drawn[i] = look_up(places[i], slots);
}

WIDE static bool list_draws(
    const int32_t *observed, intptr_t pairs, intptr_t count, uint64_t state, uint64_t increment,
    const struct VectorSlot *slots, uint32_t slot_count, uint64_t *places, int32_t *rows,
    float *weights) {
  uint64_t *states = places + pairs * count + 8;
  words keys = (one_to_eight + 1) * increment + state;
  for (intptr_t pair = 0; pair < pairs; pair += 8) {
    words mixed = mix(keys);
    memcpy(states + pair, &mixed, sizeof mixed);
    keys += 8 * increment;
  }
  for (intptr_t pair = 0; pair < pairs; pair++) {
    draw_places(states[pair], count, increment, slot_count, places + pair * count);
  }
  bool hits = false;
  for (intptr_t pair = 0; pair < pairs; pair++) {
    int32_t word = observed[pair];
    *rows++ = word;
    *weights++ = -1;
    for (intptr_t i = 0; i < count; i++) {
      int32_t drawn = look_up(*places++, slots);
      hits |= drawn == word;
      *rows++ = drawn;
      *weights++ = 1;
    }
  }
  return hits;
}

const struct Kernels KERNELS = {
    scores,
    weigh_logistic,
    move,
    score_rows,
    move_rows,
    move_and_score_rows,
    exponentials,
    maximum,
    exponential,
    largest,
    steps_stay_finite,
    is_finite,
    draw,
    list_draws,
};
