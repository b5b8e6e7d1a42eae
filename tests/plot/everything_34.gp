---- grid.nc of_point --x q
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
3 7
1 8
2 9
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.94:3.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [6.9:9.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'q' at screen 0.56661767, 0.05 center
set label 2 'of_point' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- grid.nc of_point --y p --x of_point
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
7 1
8 2
9 3
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [6.94:9.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.9:3.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'of_point' at screen 0.56661767, 0.05 center
set label 2 'p' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- grid.nc mean_V --x a --y b --title 'A map'
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:6]
$cells0 << END
0 1 1
1 1 3
2 1 5
0 10 2
1 10 NaN
2 10 6
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.16428572
set tmargin at screen 0.89285713
set xrange [-0.5:2.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:14.5]
set format y '%g'
unset logscale y
set ytics 5
unset label
set label 1 'a [mV]' at screen 0.485, 0.042857144 center
set label 2 'b' at screen 0.05529412, 0.5285714 center rotate by 90
set label 4 'A map' at screen 0.5, 0.95714283 center
set colorbox user origin screen 0.84411764, 0.16428572 size screen 0.032941177, 0.7285714 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.16428572 + k*0.005691964 to screen 0.8770588, 0.89285713 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 1
set label 5 'mean_V' at screen 0.9505882, 0.5285714 center rotate by 90
set key off
set object 1 rectangle from graph 0,0 to graph 1,1 behind fillcolor rgb '#cccccc' fillstyle solid noborder
plot $cells0 using 1:2:3 with image notitle
---- grid.nc mean_V --x a --y a
massc: error: mean_V of grid.nc cannot be drawn so: --x and --y name the two dimensions of a map
---- grid.nc weights --x node
massc: error: weights of grid.nc cannot be drawn so: --x and --y name the two dimensions of a map
---- grid.nc one,curve
massc: error: one of grid.nc is one number, 42: there is nothing to draw
---- grid.nc curve,curve
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 1
1 4
2 9
END
$curve1_0 << END
0 1
1 4
2 9
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.06735294
set rmargin at screen 0.4790441
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.6:9.4]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 1 'a [mV]' at screen 0.27319852, 0.05 center
set label 2 'curve [it''s `ls` $(ls) %g @x]' at screen 0.02764706, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.5669853
set rmargin at screen 0.9786765
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.6:9.4]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 1 'a [mV]' at screen 0.7728309, 0.05 center
set label 2 'curve [it''s `ls` $(ls) %g @x]' at screen 0.52727944, 0.5708333 center rotate by 90
set key off
plot $curve1_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
unset multiplot
---- grid.nc a,b
massc: error: a and b have different dimensions; draw them one by one
---- series.nc mean_V --color a
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [-1:2.5]
$curve0_0 << END
-1 0 -1
2.5 1 2.5
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.7941176
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-1.105:2.605]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'a [mV]' at screen 0.485, 0.05 center
set label 2 'mean_V' at screen 0.05529412, 0.5708333 center rotate by 90
set colorbox user origin screen 0.8235294, 0.19166666 size screen 0.032941177, 0.7583333 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8235294, screen 0.19166666 + k*0.005924479 to screen 0.8564706, 0.95 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 1
set label 5 'a [mV]' at screen 0.9505882, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle
---- series.nc --at state=X
massc: error: --at: 'state' has no place 'X'; it has V, W
---- series.nc --at state
massc: error: --at takes NAME=PLACE, as in --at b=2, not 'state'
