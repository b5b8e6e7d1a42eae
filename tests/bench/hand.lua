-- hand.lua -- emitted kernels against those written by hand; asserts nothing.
--
--   ninja out/tests/bench/kernels
--   lua5.4 tests/bench/hand.lua [--engine gcc,clang] PROGRAM [ROW...]       rows of tests/bench/rows.lua
--
-- Of either side the better of what the compilers make. A ratio is emitted over hand, of times of a thread, a median over rounds of
-- alternating turns, with its quartiles; "apart" is how far results lie apart, as a share of the greatest of their column.
package.path = "tests/?.lua;tests/bench/?.lua;" .. package.path
local kit = require "kit"
local versus = require "versus"
local options, given = kit.options(arg, { engine = true })
assert(options and given[1], "usage: lua5.4 tests/bench/hand.lua [--engine gcc,clang] PROGRAM [ROW...]")
local program = kit.absolute(table.remove(given, 1))
local engines = kit.list(options.engine or "gcc,clang")
local wanted = {}
for _, name in ipairs(given) do wanted[name] = true end

kit.run("lua5.4 tests/bench/weights.lua")
print(("%-20s %-12s %8s %10s %10s %8s   %-16s %9s"):format("row, M node-steps/s", "hand/emitted", "lanes", "hand", "emitted", "ratio", "quartiles", "apart"))
for _, row in ipairs(require "rows") do
  if (not given[1] or wanted[row.name]) and kit.read(("tests/bench/hand/%s.c"):format(row.name)) then
    local r, why = versus.row(program, row, engines)
    if not r then
      print(("%-20s %s"):format(row.name, why))
    else
      print(("%-20s %-12s %8s %10.1f %10.1f %8.3f   %.3f .. %.3f   %9.1e  %s"):format(row.name, r.hand .. "/" .. r.emitted, r.lanes,
            r.first, r.second, r.ratio, r.low, r.high, r.apart, r.verdict))
    end
    io.stdout:flush()
  end
end
for _, path in ipairs(kit.folders) do kit.run("rm -rf " .. path) end
