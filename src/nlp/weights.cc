#include "nlp/weights.h"

#include <bit>
#include <cstring>

#include "base/try.h"

namespace gainsay::nlp {
namespace {

// As msgpack-numpy writes an array: {nd: true, type: "<f4", kind: "", shape: [...], data: bytes}.
Result<Weight> load_weight(const Packed& array, const std::string& where) {
  const Packed* type = array.find("type");
  const Packed* shape = array.find("shape");
  const Packed* data = array.find("data");
  if (type == nullptr || shape == nullptr || data == nullptr) {
    return fail(ErrorCode::model, "has a weight that is no array", where);
  }
  if (type->text != "<f4") {
    return fail(ErrorCode::model, "has weights that are no little-endian float32", where);
  }
  Weight weight;
  std::size_t count = 1;
  for (const Packed& size : shape->items) {
    const std::size_t most = data->text.size() / sizeof(float);
    if (size.kind != Packed::Kind::integer || size.integer == 0 || size.integer > most / count) {
      return fail(ErrorCode::model, "has a weight whose shape does not fit its bytes", where);
    }
    count *= size.integer;
    weight.shape.push_back(size.integer);
  }
  if (count * sizeof(float) != data->text.size()) {
    return fail(ErrorCode::model, "has a weight whose shape does not fit its bytes", where);
  }
  weight.raw = data->text;
  return weight;
}

}  // namespace

static_assert(std::endian::native == std::endian::little, "weights are little-endian");

std::vector<float> Weight::values() const {
  std::vector<float> out(size());
  std::memcpy(out.data(), raw.data(), raw.size());
  return out;
}

void FloatTable::add_row(std::size_t i, float* out) const {
  const char* row = bytes.view().data() + i * columns * sizeof(float);
  for (std::size_t k = 0; k < columns; ++k) {
    float value = 0;
    std::memcpy(&value, row + k * sizeof value, sizeof value);
    out[k] += value;
  }
}

Result<Weights> Weights::load(Bytes bytes, std::string where) {
  Weights weights;
  weights.bytes_ = std::move(bytes);
  weights.where_ = std::move(where);
  TRY(const auto file, parse_msgpack(weights.bytes_.view(), weights.where_));
  TRY_VOID(weights.load_layers(file));
  return weights;
}

Result<void> Weights::load_layers(const Packed& file) {
  const Packed* nodes = file.find("nodes");
  const Packed* attributes = file.find("attrs");
  const Packed* params = file.find("params");
  if (nodes == nullptr || attributes == nullptr || params == nullptr || nodes->items.empty() ||
      attributes->items.size() != nodes->items.size() ||
      params->items.size() != nodes->items.size()) {
    return fail(ErrorCode::model, "is no thinc model", where_);
  }
  for (std::size_t i = 0; i < nodes->items.size(); ++i) {
    Layer& layer = layers_.emplace_back();
    const Packed* name = nodes->items[i].find("name");
    if (name == nullptr) return fail(ErrorCode::model, "has a layer without a name", where_);
    layer.name = name->text;
    const auto& attribute = attributes->items[i].items;
    for (std::size_t k = 0; k + 1 < attribute.size(); k += 2) {
      layer.attributes.emplace_back(attribute[k].text, attribute[k + 1].text);
    }
    const auto& param = params->items[i].items;
    for (std::size_t k = 0; k + 1 < param.size(); k += 2) {
      if (param[k + 1].kind == Packed::Kind::nil) continue;
      TRY(auto weight, load_weight(param[k + 1], where_));
      layer.weights.push_back({std::string(param[k].text), std::move(weight)});
    }
  }
  if (const Packed* references = nodes->items.front().find("refs")) {
    for (std::size_t k = 0; k + 1 < references->items.size(); k += 2) {
      const Packed& layer = references->items[k + 1];
      if (layer.kind != Packed::Kind::integer || layer.integer >= layers_.size()) continue;
      references_.emplace_back(references->items[k].text, layer.integer);
    }
  }
  return {};
}

std::vector<std::size_t> Weights::layers(std::string_view name) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (layers_[i].name == name) found.push_back(i);
  }
  return found;
}

std::optional<std::size_t> Weights::reference(std::string_view name) const {
  for (const auto& [key, layer] : references_) {
    if (key == name) return layer;
  }
  return std::nullopt;
}

Result<const Weight*> Weights::weight(std::size_t layer, std::string_view name,
                                      std::size_t dimensions) const {
  for (const auto& [key, weight] : layers_[layer].weights) {
    if (key == name && weight.shape.size() == dimensions) return &weight;
  }
  return fail(ErrorCode::model,
              "its layer " + std::to_string(layer) + " (" + layers_[layer].name +
                  ") has no weight " + std::string(name) + " of " + std::to_string(dimensions) +
                  " dimensions",
              where_);
}

Result<FloatTable> Weights::table(std::size_t layer, std::string_view name) const {
  TRY(const auto* weight, this->weight(layer, name, 2));
  return FloatTable{weight->shape[0], weight->shape[1], bytes_.part(weight->raw)};
}

std::optional<std::int64_t> Weights::integer(std::size_t layer, std::string_view name) const {
  for (const auto& [key, packed] : layers_[layer].attributes) {
    if (key != name) continue;
    const auto value = parse_msgpack(packed, where_);
    if (value && value->kind == Packed::Kind::integer) {
      return static_cast<std::int64_t>(value->integer);
    }
  }
  return std::nullopt;
}

std::vector<std::string> Weights::strings(std::size_t layer, std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [key, packed] : layers_[layer].attributes) {
    if (key != name) continue;
    const auto value = parse_msgpack(packed, where_);
    if (!value) continue;
    for (const Packed& item : value->items) out.emplace_back(item.text);
  }
  return out;
}

}  // namespace gainsay::nlp
