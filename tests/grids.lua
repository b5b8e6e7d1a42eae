-- grids.lua -- the values of axes: nearest to their decimals, or the bits of JAX.
--
--   lua5.4 tests/grids.lua out/massc
--
-- tests/reference/grids.py computed the table that everything is held against.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local tables = require "tables"
local check = kit.check

local function lines()
  local list = {}
  for line in kit.read(kit.uses("tests/reference/grids.txt")):gmatch("[^\n]+") do
    local form, args, bits, values = line:match("^(%a+) (%S+) (f%d+) (.*)$")
    if form then
      local want = {}
      for x in values:gmatch("%S+") do want[#want + 1] = tonumber(x) end
      list[#list + 1] = { form = form, args = args, bits = bits, want = want }
    end
  end
  return list
end

-- One file of one precision, an exploration for each line; all are run at once.
local function columns(list, bits)
  local text = { bits == "f32" and "precision single\n" or "", "param x = 1\nobserve y = x\n" }
  for i, one in ipairs(list) do
    text[#text + 1] = ("explore e%d\n  x = %s(%s)\nend\n"):format(i, one.form, one.args)
  end
  lab.write(table.concat(text))
  local output, code = lab.call("run model.mass --quiet --engine tcc --out out")
  check(code == 0, bits .. ": all axes are taken", output)
end

local function single(x) return (string.unpack("f", string.pack("f", x))) end

local function tables_hold(bits, same)
  local list = {}
  for _, one in ipairs(lines()) do
    if one.bits == bits then list[#list + 1] = one end
  end
  columns(list, bits)
  for i, one in ipairs(list) do
    local rows = tables.read(kit.read(("%s/out/e%d.csv"):format(lab.home, i)) or "")
    local wrong = #rows ~= #one.want and ("%d values, not %d"):format(#rows, #one.want)
    for k, x in ipairs(one.want) do
      local got = not wrong and tonumber(rows[k].x)
      if not wrong and not same(got, x) then wrong = ("value %d is %s, not %s"):format(k - 1, rows[k].x, x) end
    end
    check(not wrong, ("%s %s(%s)"):format(bits, one.form, one.args), wrong)
  end
end

tables_hold("f64", function(a, b) return a == b end)
tables_hold("f32", function(a, b) return single(a) == single(b) end)

-- Units, expressions, the command line, Lua.
local function holds(title, axis, want, command)
  lab.write("model M\n  state x = 0\n  param tau = 1 [ms]\n  x' = -x/tau\nend\n" ..
            "simulate euler with dt = 0.1, duration = 0.1\nobserve y = last(x)\nexplore e\n  " .. axis .. "\nend\n")
  local output, code = lab.call(command or "run model.mass --quiet --engine tcc --out out")
  local got = {}
  for _, row in ipairs(code == 0 and tables.read(lab.csv()) or {}) do got[#got + 1] = row.tau end
  check(table.concat(got, " ") == want, title, table.concat(got, " ") .. "\n" .. output)
end
holds("seconds in milliseconds", "tau = grid(0.57 s, 1.71 s, 3)", "570 1140 1710")
holds("minutes and microseconds", "tau = grid(100 us, 0.001 min, 4)", "0.1 20.066666666666666 40.03333333333333 60")
holds("expressions", "tau = grid(pi, 3*pi, 3)", "3.141592653589793 6.283185307179586 9.42477796076938")
holds("thirds", "tau = grid(1/3, 2/3, 3)", "0.3333333333333333 0.5 0.6666666666666666")
holds("a list", "tau = [0.57 s, 300 us]", "570 0.3")
holds("equal bounds", "tau = grid(0.5, 0.5, 1)", "0.5")
holds("equal bounds, n behind", "tau = loggrid(0.5, 0.5) n 1", "0.5")
holds("equal bounds of a range", "tau = range(0.5, 0.5, 0.1)", "0.5")
holds("the command line", "tau = [1, 2]", "0.1 0.2 0.3 0.4 0.5 0.6 0.7",
      "run model.mass --quiet --engine tcc --out out --axis 'tau=grid(.1, .7, 7)'")

kit.write(lab.home .. "/axes.lua", [[
local massc = require "massc"
local function show(a) print(table.concat(massc.space{x = a}:to_table().x, " ")) end
show(massc.grid(.1, .7, 7)) show(massc.loggrid(0.1, 10, 3)) show(massc.range(0, 0.7, 0.1)) show(massc.grid(0.5, 0.5, 1))
]])
local output = lab.call("lua axes.lua")
check(output == "0.1 0.2 0.3 0.4 0.5 0.6 0.7\n0.1 1.0 10.0\n0.0 0.1 0.2 0.3 0.4 0.5 0.6 0.7\n0.5\n", "axes in Lua", output)

kit.finish()
