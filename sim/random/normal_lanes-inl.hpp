// The normals of the Brownian tree, sixteen addresses at once. Compiled once for each instruction
// set, by a file that Highway includes again and again, so it has no guard of the usual kind.
#if defined(MARGINWALK_NORMAL_LANES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef MARGINWALK_NORMAL_LANES_INL
#undef MARGINWALK_NORMAL_LANES_INL
#else
#define MARGINWALK_NORMAL_LANES_INL
#endif

#include <hwy/highway.h>

#include "sim/random/address.hpp"
#include "sim/random/lanes.hpp"
#include "sim/random/normal_quantile.hpp"

HWY_BEFORE_NAMESPACE();
namespace marginwalk::random::HWY_NAMESPACE {

/// What one block of an address gives, of which only the first rows may be wanted, sixteen times:
/// four factors in a row each.
using FourRows = std::array<Lanes<float>, 4>;

/// Sixteen addresses of one stream and block.
struct Counters {
  alignas(64) std::uint64_t path[lanes];
  alignas(64) std::uint64_t node[lanes];
};

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

HWY_INLINE void DrawNormals(std::uint64_t seed, const Counters& at, std::size_t block,
                            std::size_t /*count*/, FourRows& normals) {
  for (std::size_t i = 0; i < lanes; ++i) {
    const Address address{at.path[i], static_cast<std::uint32_t>(at.node[i]), Stream::brownian,
                          static_cast<std::uint16_t>(block)};
    const Words words = draw(seed, address);
    for (std::size_t k = 0; k < words.size(); ++k) {
      normals[k][i] = normal_from_word(words[k]);
    }
  }
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Longs = hn::ScalableTag<std::uint64_t>;
using Words32 = hn::ScalableTag<std::uint32_t>;
using Floats = hn::ScalableTag<float>;
using Long = hn::Vec<Longs>;
using Word = hn::Vec<Words32>;
using Float = hn::Vec<Floats>;

/// A row of thirty-two coefficients, in registers. Highway has no lookup in so many.
struct Octaves {
#if HWY_TARGET == HWY_AVX3
  __m512 low, high;
#else
  __m256 quarter[4];
#endif
};

HWY_INLINE Octaves LoadOctaves(std::size_t degree) {
  const float* row = normal_octaves[degree].data();
#if HWY_TARGET == HWY_AVX3
  return {_mm512_loadu_ps(row), _mm512_loadu_ps(row + 16)};
#else
  return {{_mm256_loadu_ps(row), _mm256_loadu_ps(row + 8), _mm256_loadu_ps(row + 16),
           _mm256_loadu_ps(row + 24)}};
#endif
}

/// The coefficient of each lane's octave: the low five bits of its index.
HWY_INLINE Float Lookup(const Octaves& row, Word octave) {
#if HWY_TARGET == HWY_AVX3
  return Float{_mm512_permutex2var_ps(row.low, octave.raw, row.high)};
#else
  const __m256 bit_3 = _mm256_castsi256_ps(_mm256_slli_epi32(octave.raw, 28));
  const __m256 bit_4 = _mm256_castsi256_ps(_mm256_slli_epi32(octave.raw, 27));
  const __m256 a = _mm256_permutevar8x32_ps(row.quarter[0], octave.raw);
  const __m256 b = _mm256_permutevar8x32_ps(row.quarter[1], octave.raw);
  const __m256 c = _mm256_permutevar8x32_ps(row.quarter[2], octave.raw);
  const __m256 d = _mm256_permutevar8x32_ps(row.quarter[3], octave.raw);
  const __m256 lower = _mm256_blendv_ps(a, b, bit_3);
  const __m256 upper = _mm256_blendv_ps(c, d, bit_3);
  return Float{_mm256_blendv_ps(lower, upper, bit_4)};
#endif
}

/// Where the polynomial of normal_from_word is evaluated.
struct Tail {
  Word octave;
  Float t;
};

HWY_INLINE Tail FindTail(Word word) {
  const Words32 w;
  const Floats f;
  const Word magnitude = hn::And(word, hn::Set(w, 0x7fffffffU));
  const hn::ScalableTag<std::int32_t> signed_words;
  const Float rounded = hn::ConvertTo(f, hn::BitCast(signed_words, magnitude)) + hn::Set(f, 0.5F);
  const Word bits = hn::BitCast(w, hn::Min(rounded, hn::Set(f, 0x1.fffffep30F)));
  const Word mantissa = hn::Or(hn::And(bits, hn::Set(w, 0x007fffffU)), hn::Set(w, 0x3f800000U));
  return {hn::ShiftRight<23>(bits), hn::BitCast(f, mantissa) - hn::Set(f, 1.5F)};
}

/// normal_from_word, for the first words of four, abreast, so that coefficients are loaded once.
template <std::size_t count>
HWY_INLINE void StoreNormals(const Word (&words)[4], std::size_t first, FourRows& out) {
  Tail tails[count];
  Float normals[count];
  Octaves row = LoadOctaves(6);
  for (std::size_t k = 0; k < count; ++k) {
    tails[k] = FindTail(words[k]);
    normals[k] = Lookup(row, tails[k].octave);
  }
  for (std::size_t degree = 6; degree-- > 0;) {
    row = LoadOctaves(degree);
    for (std::size_t k = 0; k < count; ++k) {
      normals[k] = normals[k] * tails[k].t + Lookup(row, tails[k].octave);
    }
  }
  const Floats f;
  const Word sign = hn::Set(Words32(), 0x80000000U);
  for (std::size_t k = 0; k < count; ++k) {
    hn::Store(hn::Xor(normals[k], hn::BitCast(f, hn::And(words[k], sign))), f,
              out[k].data() + first);
  }
}

/// The product of the low words. What a high word holds is of no account.
HWY_INLINE Long Product(Long a, Long b) {
  const Words32 w;
  return hn::MulEven(hn::BitCast(w, a), hn::BitCast(w, b));
}

/// The low words of two registers, in order.
HWY_INLINE Word LowWords(Long first, Long second) {
  const Words32 w;
  return hn::ConcatEven(w, hn::BitCast(w, second), hn::BitCast(w, first));
}

/// A counter of Philox4x32, one word to each 64-bit lane.
struct Counter {
  Long word[4];

  HWY_INLINE void Round(Long key_0, Long key_1) {
    const Longs l;
    const Long product_0 = Product(word[0], hn::Set(l, 0xD2511F53U));
    const Long product_1 = Product(word[2], hn::Set(l, 0xCD9E8D57U));
    word[0] = hn::Xor3(hn::ShiftRight<32>(product_1), word[1], key_0);
    word[1] = product_1;
    word[2] = hn::Xor3(hn::ShiftRight<32>(product_0), word[3], key_1);
    word[3] = product_0;
  }
};

HWY_INLINE Counter LoadCounter(const Counters& at, std::size_t first, std::uint32_t last_word) {
  const Longs l;
  const Long path = hn::Load(l, at.path + first);
  return {{path, hn::ShiftRight<32>(path), hn::Load(l, at.node + first), hn::Set(l, last_word)}};
}

HWY_INLINE void DrawNormals(std::uint64_t seed, const Counters& at, std::size_t block,
                            std::size_t count, FourRows& normals) {
  const Longs l;
  const auto last_word =
      static_cast<std::uint32_t>(Stream::brownian) << 16U | static_cast<std::uint32_t>(block);
  for (std::size_t first = 0; first < lanes; first += 2 * hn::Lanes(l)) {
    Counter low = LoadCounter(at, first, last_word);
    Counter high = LoadCounter(at, first + hn::Lanes(l), last_word);
    auto key_0 = static_cast<std::uint32_t>(seed);
    auto key_1 = static_cast<std::uint32_t>(seed >> 32U);
    for (int round = 0; round < 10; ++round) {
      low.Round(hn::Set(l, key_0), hn::Set(l, key_1));
      high.Round(hn::Set(l, key_0), hn::Set(l, key_1));
      key_0 += 0x9E3779B9U;
      key_1 += 0xBB67AE85U;
    }
    const Word words[4] = {LowWords(low.word[0], high.word[0]), LowWords(low.word[1], high.word[1]),
                           LowWords(low.word[2], high.word[2]),
                           LowWords(low.word[3], high.word[3])};
    if (count == 1) {
      StoreNormals<1>(words, first, normals);
    } else if (count == 2) {
      StoreNormals<2>(words, first, normals);
    } else {
      StoreNormals<4>(words, first, normals);
    }
  }
}

#endif

}  // namespace marginwalk::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
