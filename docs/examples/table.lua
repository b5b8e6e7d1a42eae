-- table.lua -- an exploration's table, for host.c; lua5.4 and `massc lua` run it as well.
--
--   ./host table.lua FILE.mass NAME
local massc = require "massc"
local path, name = ...
local result = massc.load(path):run(name, { quiet = true })
print(table.concat(result.columns, "\t"))
for _, row in result:rows() do
  local cells = {}
  for i, column in ipairs(result.columns) do cells[i] = tostring(row[column]) end
  print(table.concat(cells, "\t"))
end
