// drive.cpp -- massc in a C++ program: a model as a text, a sweep, and what its numbers say. (The fixed
// point loses its stability where v*v = 0.936 at it: from I = 0.331 on the model oscillates.)
//
//   c++ drive.cpp $(pkg-config --cflags --libs massc) -o drive
#include "massc.hpp"
#include <algorithm>
#include <iostream>

static const char text[] = R"(
model Pulse "FitzHugh-Nagumo"
  state v = 1
  state w = 0
  param I = 0
  v' = v - v^3/3 - w + I
  w' = 0.08*(v + 0.7 - 0.8*w)
end
simulate heun with dt = 0.1 ms, duration = 500 ms
observe low = min(v) from 200 ms
observe high = max(v) from 200 ms
explore drive
  record v every 10 ms
  I = grid(0, 1, 11)
end
)";

int main()
{
    try {
        mass::model m = mass::model::text(text);
        mass::result r = m.key(42).run("drive");
        mass::span I = r["I"], low = r["low"], high = r["high"];
        for (std::size_t row = 0; row < r.rows(); row++)
            std::cout << I[row] << (high[row] - low[row] > 0.5 ? " oscillates\n" : " rests\n");
        mass::span v = r.series("v");
        std::cout << v.size() << " samples, at most " << *std::max_element(v.begin(), v.end()) << '\n';
        m.set("simulate.dt = 0.1 mV");                  // no time: thrown, with the place and a caret
    } catch (const mass::error &e) {
        std::cout << "code " << e.code() << '\n' << e.what();
        return e.code() == 1 ? 0 : e.code();
    }
    return 1;
}
