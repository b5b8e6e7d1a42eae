---- shapes.nc of_all --kind heat --x d --y c --at time=2 --log xy
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [3:23]
$cells0 << END
2 1 1 8 0.31622776 10 3
8 1 4 16 0.31622776 10 7
2 10 1 8 3.1622777 100 11
8 10 4 16 3.1622777 100 15
2 100 1 8 31.622776 316.22775 19
8 100 4 16 31.622776 316.22775 23
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.7941176
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [1:16]
set format x '%g'
set logscale x
set xtics autofreq
set yrange [0.31622776601683794:316.22776601683796]
set format y '%g'
set logscale y
set ytics autofreq
unset label
set label 1 'd [µV]' at screen 0.485, 0.042857144 center
set label 2 'c' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.8235294, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8235294, screen 0.16428572 + k*0.0061941966 to screen 0.8564706, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 5
set label 5 'of_all' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
---- shapes.nc up,flat --kind overlay
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 1
10 100
100 10000
END
$curve0_1 << END
1 4
10 4
100 4
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.16764706
set rmargin at screen 0.7529412
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [-498.95000000000005:10499.95]
set format y '%g'
unset logscale y
set ytics 2000
unset label
set label 1 'c' at screen 0.46029413, 0.05 center
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.7647059, 0.96666664
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' title 'up', \
     $curve0_1 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#d55e00' title 'flat'
---- shapes.nc up,flat,dots,timers,of_point --kind histogram --panels
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,8.2cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1000.9 0.00033336668
3000.7 0
5000.5 0
7000.3 0
9000.1 0.00016668334
END
$curve1_0 << END
2.4 0
3.2 0
4 1.25
4.8 0
5.6 0
END
$curve2_0 << END
3.2 0.8333333
3.6 0
4 0.8333333
4.4 0
4.8 0.8333333
END
$curve3_0 << END
7.1 2.5
7.3 0
7.5 0
7.7 0
7.9 2.5
END
$curve4_0 << END
12 0.083333336
16 0
20 0.083333336
24 0
28 0.083333336
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.11882353
set rmargin at screen 0.30906862
set bmargin at screen 0.6371951
set tmargin at screen 0.9634146
set xrange [-298.96999999999986:10299.97]
set format x '%g'
unset logscale x
set xtics 5000
set yrange [0:0.0003500350035003501]
set format y '%g'
unset logscale y
set ytics 0.0001
unset label
set label 1 'up' at screen 0.21394607, 0.5335366 center
set label 2 'density' at screen 0.02764706, 0.8003049 center rotate by 90
set key off
plot $curve0_0 using 1:2 with boxes fillstyle solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.4484804
set rmargin at screen 0.6387255
set bmargin at screen 0.6371951
set tmargin at screen 0.9634146
set xrange [1.88:6.12]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0:1.3124999999999998]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'flat' at screen 0.54360294, 0.5335366 center
set label 2 'density' at screen 0.38818628, 0.8003049 center rotate by 90
set key off
plot $curve1_0 using 1:2 with boxes fillstyle solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.77813727
set rmargin at screen 0.96838236
set bmargin at screen 0.6371951
set tmargin at screen 0.9634146
set xrange [2.94:5.06]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0:0.875]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'dots' at screen 0.8732598, 0.5335366 center
set label 2 'density' at screen 0.7178431, 0.8003049 center rotate by 90
set key off
plot $curve2_0 using 1:2 with boxes fillstyle solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.11882353
set rmargin at screen 0.30906862
set bmargin at screen 0.1402439
set tmargin at screen 0.46646342
set xrange [6.97:8.03]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0:2.625]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'timers' at screen 0.21394607, 0.036585364 center
set label 2 'density' at screen 0.05852941, 0.30335367 center rotate by 90
set key off
plot $curve3_0 using 1:2 with boxes fillstyle solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.4484804
set rmargin at screen 0.6387255
set bmargin at screen 0.1402439
set tmargin at screen 0.46646342
set xrange [9.4:30.6]
set format x '%g'
unset logscale x
set xtics 5
set yrange [0:0.0875]
set format y '%g'
unset logscale y
set ytics 0.02
unset label
set label 1 'of_point' at screen 0.54360294, 0.036585364 center
set label 2 'density' at screen 0.37789217, 0.30335367 center rotate by 90
set key off
plot $curve4_0 using 1:2 with boxes fillstyle solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' notitle
unset multiplot
---- shapes.nc --kind heat
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [0:7]
$cells0 << END
0.01 0 -0.485 1 -0.5 1 0
1 0 0.505 2 -0.5 1 1
2 0 1.5 3 -0.5 1 2
3 0 2.5 3.5 -0.5 1 3
0.01 1 -0.485 1 0.5 1.5 1
1 1 0.505 2 0.5 1.5 3
2 1 1.5 3 0.5 1.5 5
3 1 2.5 3.5 0.5 1.5 7
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.8147059
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [-0.485:3.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.5:2.5]
set format y '%g'
unset logscale y
set ytics ('U' 0, 'V' 1, 'W' 2)
unset label
set label 1 'time [ms]' at screen 0.47470587, 0.042857144 center
set label 2 'state' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.84411764, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.16428572 + k*0.0061941966 to screen 0.8770588, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 2
set label 5 's [mV]' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
set object 1 rectangle from graph 0,0 to graph 1,1 behind fillcolor rgb '#cccccc' fillstyle solid noborder
plot $cells0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
---- shapes.nc zzzzzz
massc: error: shapes.nc has no variable 'zzzzzz'; it has c, d, one, pq, q, of_run, lone, of_point, trial, time, k, beside
---- written.nc of_u
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
3 1
1 2
2 3
5 4
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.88:5.12]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0.85:4.15]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'u' at screen 0.5460294, 0.05 center
set label 2 'of_u' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- written.nc of_v
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 4
2 3
3 2
4 1
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.91:4.09]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.85:4.15]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'v' at screen 0.5460294, 0.05 center
set label 2 'of_v' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
