---- series.nc --at time=9
massc: error: --at: 'time' has no place 9; the nearest is 4
---- series.nc --phase V,X
massc: error: --phase: series.nc has no variable 'X'; it has a, time, node, results, mean_V
---- series.nc --phase V,W --at time=2
massc: error: results of series.nc cannot be drawn so: a phase plane follows states along time
---- series.nc state
massc: error: 'state' of series.nc holds no numbers
---- series.nc nothing
massc: error: series.nc has no variable 'nothing'; it has a, time, node, results, mean_V
---- grid.nc --x nothing
massc: error: --x: grid.nc has no variable 'nothing'; it has a, b, u, point, p, q, mean_V, of_point, weights, curve, one, cube
---- grid.nc mean_V --color nothing
massc: error: --color: grid.nc has no variable 'nothing'; it has a, b, u, point, p, q, mean_V, of_point, weights, curve, one, cube
