#include "ask/status_style.h"

namespace gainsay::ask {

std::string_view heading_of(weigh::Status status) {
  switch (status) {
    case weigh::Status::confirmed:
      return "Confirmed";
    case weigh::Status::corroborated:
      return "Corroborated";
    case weigh::Status::disputed:
      return "Disputed";
    case weigh::Status::refuted:
      return "Refuted";
    case weigh::Status::party_claim:
      return "Claimed by one side only";
    case weigh::Status::single_source:
      return "Single source";
    case weigh::Status::unverified:
      return "Unverified";
  }
  return {};
}

std::string_view meaning_of(weigh::Status status) {
  switch (status) {
    case weigh::Status::confirmed:
      return "Two or more independent origins, none of them a party to it, hold it true.";
    case weigh::Status::corroborated:
      return "A party to it and one independent origin hold it true.";
    case weigh::Status::disputed:
      return "Some hold it true and others false, or it is held false and by nobody true.";
    case weigh::Status::refuted:
      return "Two or more independent origins hold it false, and only parties to it hold it true.";
    case weigh::Status::party_claim:
      return "Only parties to it hold it true, or they and those who repeat them.";
    case weigh::Status::single_source:
      return "One origin that is no party to it holds it true.";
    case weigh::Status::unverified:
      return "No origin holds it true or false.";
  }
  return {};
}

std::string terminal_colour(weigh::Status status) {
  switch (status) {
    case weigh::Status::confirmed:
      return "\x1b[32m";
    case weigh::Status::corroborated:
      return "\x1b[36m";
    case weigh::Status::disputed:
      return "\x1b[33m";
    case weigh::Status::refuted:
      return "\x1b[31m";
    case weigh::Status::party_claim:
      return "\x1b[35m";
    case weigh::Status::single_source:
      return "\x1b[34m";
    case weigh::Status::unverified:
      return "\x1b[90m";
  }
  return {};
}

}  // namespace gainsay::ask
