#include "sim/paths/recorded_course.hpp"

#include <algorithm>

#include "sim/random/samplers.hpp"

namespace marginwalk::paths {

using random::AddressedEngine;
using random::Stream;

RecordedCourse::RecordedCourse(const Recorded& recorded, std::uint64_t seed)
    : recording_(recorded.recording.get()),
      new_block_(recorded.mean_block > 0 ? 1 / recorded.mean_block : 0),
      seed_(seed) {}

void RecordedCourse::begin(std::uint64_t path) {
  path_ = path;
  part_ = 0;
  first_ = static_cast<std::size_t>(path % recording_->paths()) * recording_->bars();
  bar_ = first_;
  if (new_block_ > 0) draw_block(0);
}

void RecordedCourse::next(std::uint32_t seconds) {
  if (++part_ < recording_->moves_per_bar()) return;
  part_ = 0;
  if (++bar_ == first_ + recording_->bars()) bar_ = first_;
  if (new_block_ > 0) draw_block(seconds);
}

void RecordedCourse::draw_block(std::uint32_t seconds) {
  AddressedEngine engine(seed_, {path_, seconds, Stream::recorded, 0});
  if (random::uniform(engine) > new_block_ && seconds > 0) return;
  const double place = (engine() + random::uniform(engine)) * 0x1p-32;
  const auto bars = static_cast<double>(recording_->bars());
  bar_ = first_ + std::min(static_cast<std::size_t>(place * bars), recording_->bars() - 1);
}

}  // namespace marginwalk::paths
