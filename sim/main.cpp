#include "sim/cli/command_line.hpp"

int main(int argc, char** argv) { return marginwalk::cli::command_line(argc, argv); }
