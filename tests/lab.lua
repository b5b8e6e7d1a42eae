-- lab.lua -- runs the text of a model and holds a column against numbers.
--
--   local lab = require "lab" (arg[1])
--   lab.gives("a list", "... explore e ...", "mean_x", { 1, 2 })
local kit = require "kit"
local tables = require "tables"

return function(program)
  local lab = { engine = "tcc" }
  local massc = kit.absolute(assert(program, "the program to test"))
  lab.program = massc
  lab.home = kit.home()

  -- Output and exit code of massc, run beside the model.
  function lab.call(command)
    return kit.run(("cd %s && XDG_CACHE_HOME=%s/cache timeout 120 %s %s"):format(lab.home, lab.home, massc, command))
  end

  function lab.write(text)
    return kit.write(lab.home .. "/model.mass", text)
  end

  -- Runs a text; rows of its exploration "e", what was printed, the exit code.
  function lab.run(text, options)
    lab.write(text)
    local output, code = lab.call(("run model.mass e --engine %s --quiet --out out %s"):format(lab.engine, options or ""))
    if code ~= 0 then return {}, output, code end
    return tables.read(lab.csv()), output, code
  end

  function lab.csv()
    return kit.read(lab.home .. "/out/e.csv") or ""
  end

  -- What is wrong with a cell that should hold [want], a number or a list of them.
  local function fault(cell, want, tolerance)
    local got = tables.numbers(cell)
    want = type(want) == "table" and want or { want }
    if #got ~= #want then return ("%d numbers, not %d"):format(#got, #want) end
    for i, x in ipairs(want) do
      if not (math.abs(got[i] - x) <= (tolerance or 1e-13)*math.max(1, math.abs(x))) then
        return ("%.17g, not %.17g"):format(got[i], x)
      end
    end
  end

  -- Column [name] is [want], number by number; a cell that is an array is a list.
  function lab.gives(title, text, name, want, options, tolerance)
    local rows, output = lab.run(text, options)
    local wrong = #rows ~= #want and ("%d rows, not %d\n%s"):format(#rows, #want, output)
    for i, x in ipairs(want) do
      local bad = not wrong and fault(rows[i][name], x, tolerance)
      if bad then wrong = ("row %d: %s: %s\n%s"):format(i - 1, name, bad, output) end
    end
    kit.check(not wrong, title, wrong)
    return rows
  end

  -- The command ends with [exit] and says everything in [words].
  function lab.says(title, exit, words, command)
    kit.says(title, exit, words, lab.call(command))
  end

  kit.uses("tests/lab.lua")
  kit.uses("tests/kit.lua")
  kit.uses("tests/tables.lua")
  return lab
end
