---- shapes.nc up --log xy
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 1
10 100
100 10000
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.21705882
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.8709635899560806:114.81536214968828]
set format x '%g'
set logscale x
set xtics autofreq
set yrange [0.6309573444801932:15848.931924611135]
set format y '%g'
set logscale y
set ytics autofreq
unset label
set label 1 'c' at screen 0.5872059, 0.05 center
set label 2 'up' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
---- shapes.nc flat --log y
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 4
10 4
100 4
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
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [1.8660659830736148:8.574187700290345]
set format y '%g'
set logscale y
set ytics (2, 3, 5, 7)
unset label
set label 1 'c' at screen 0.5460294, 0.05 center
set label 2 'flat' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
---- shapes.nc dots
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 3
1 5
2 4
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.9588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 1
set yrange [2.9:5.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'trial' at screen 0.56735295, 0.05 center
set label 2 'dots' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- shapes.nc log_map --log xy
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:6]
$cells0 << END
1 2 0.31622776 10 1 8 1
10 2 3.1622777 100 1 8 3
100 2 31.622776 316.22775 1 8 5
1 8 0.31622776 10 4 16 2
10 8 3.1622777 100 4 16 4
100 8 31.622776 316.22775 4 16 6
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [0.31622776601683794:316.22776601683796]
set format x '%g'
set logscale x
set xtics autofreq
set yrange [1:16]
set format y '%g'
set logscale y
set ytics autofreq
unset label
set label 1 'c' at screen 0.485, 0.042857144 center
set label 2 'd [µV]' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.84411764, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.16428572 + k*0.0061941966 to screen 0.8770588, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 1
set label 5 'log_map' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
---- shapes.nc log_map --log xy --kind heat --x d
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:6]
$cells0 << END
2 1 1 8 0.31622776 10 1
8 1 4 16 0.31622776 10 2
2 10 1 8 3.1622777 100 3
8 10 4 16 3.1622777 100 4
2 100 1 8 31.622776 316.22775 5
8 100 4 16 31.622776 316.22775 6
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.8147059
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
set label 1 'd [µV]' at screen 0.49529412, 0.042857144 center
set label 2 'c' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.84411764, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.16428572 + k*0.0061941966 to screen 0.8770588, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 1
set label 5 'log_map' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
---- shapes.nc strip_map --kind heat --x one
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:5]
$cells0 << END
0 1 -0.5 0.5 -3.5 10 1
0 10 -0.5 0.5 5.5 100 3
0 100 -0.5 0.5 55 145 5
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.8147059
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [-0.5:0.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:145]
set format y '%g'
unset logscale y
set ytics 50
unset label
set label 1 'one' at screen 0.49529412, 0.042857144 center
set label 2 'c' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.84411764, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.16428572 + k*0.0061941966 to screen 0.8770588, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 1
set label 5 'strip_map' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
---- shapes.nc strip_map --kind heat --x one --at c=10
massc: error: strip_map of shapes.nc cannot be drawn so: a map takes two dimensions that vary
---- shapes.nc s
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,11.8cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0.01 0
1 1
2 2
3 3
END
$curve1_0 << END
0.01 1
1 3
2 5
3 7
END
$curve2_0 << END
NaN NaN
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.08794118
set rmargin at screen 0.9786765
set bmargin at screen 0.6991525
set tmargin at screen 0.9745763
set xrange [0:3]
set format x ''
unset logscale x
set xtics 0.5
set yrange [-0.15000000000000002:3.15]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 2 'U [mV]' at screen 0.048235293, 0.8368644 center rotate by 90
set key off
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.08794118
set rmargin at screen 0.9786765
set bmargin at screen 0.3983051
set tmargin at screen 0.6737288
set xrange [0:3]
set format x ''
unset logscale x
set xtics 0.5
set yrange [0.7:7.3]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 2 'V [Hz]' at screen 0.048235293, 0.53601694 center rotate by 90
set key off
plot $curve1_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.08794118
set rmargin at screen 0.9786765
set bmargin at screen 0.097457625
set tmargin at screen 0.37288135
set xrange [0:3]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [-0.05:1.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'time [ms]' at screen 0.5333088, 0.025423728 center
set label 2 'W [mV]' at screen 0.02764706, 0.23516949 center rotate by 90
set key off
plot NaN notitle
unset multiplot
---- shapes.nc s --log y
massc: error: a logarithmic axis takes numbers above 0, but 'U [mV]' begins at 0
---- shapes.nc s --kind phase
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 1
1 3
2 5
3 7
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.95735294
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [-0.09:3.09]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.7:7.3]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 1 'U [mV]' at screen 0.5460294, 0.042857144 center
set label 2 'V [Hz]' at screen 0.05529412, 0.5607143 center rotate by 90
set key off
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
---- shapes.nc s --phase V,U
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 0
3 1
5 2
7 3
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.9588235
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [0.8200000000000001:7.18]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.15000000000000002:3.15]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'V [Hz]' at screen 0.54676473, 0.042857144 center
set label 2 'U [mV]' at screen 0.05529412, 0.5607143 center rotate by 90
set key off
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
---- shapes.nc U,V
massc: error: 'U' and 'V' are two of several states of s; draw one, or all of them by its name
---- shapes.nc of_trials --panels
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,8.2cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 1
10 4
100 7
END
$curve1_0 << END
1 2
10 5
100 8
END
$curve2_0 << END
1 3
10 6
100 9
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.06735294
set rmargin at screen 0.50242645
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [0.6:9.4]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 2 'of_trials' at screen 0.02764706, 0.74115855 center rotate by 90
set label 3 'trial = 0' at screen 0.2848897, 0.9390244 center
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.54360294
set rmargin at screen 0.9786765
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [0.6:9.4]
set format y ''
unset logscale y
set ytics 2
unset label
set label 1 'c' at screen 0.7611397, 0.46646342 center
set label 3 'trial = 1' at screen 0.7611397, 0.9390244 center
set key off
plot $curve1_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.06735294
set rmargin at screen 0.50242645
set bmargin at screen 0.1402439
set tmargin at screen 0.48231706
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [0.6:9.4]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 1 'c' at screen 0.2848897, 0.036585364 center
set label 2 'of_trials' at screen 0.02764706, 0.3112805 center rotate by 90
set label 3 'trial = 2' at screen 0.2848897, 0.50914633 center
set key off
plot $curve2_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
unset multiplot
---- shapes.nc long_trials
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 1
2 2
3 3
4 4
5 5
6 6
7 7
8 8
9 9
END
$curve0_1 << END
1 11
2 12
3 13
4 14
5 15
6 16
7 17
8 18
9 19
END
$curve0_2 << END
1 21
2 22
3 23
4 24
5 25
6 26
7 27
8 28
9 29
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.76:9.24]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.40000000000000013:30.4]
set format y '%g'
unset logscale y
set ytics 10
unset label
set label 1 'k [nA]' at screen 0.485, 0.05 center
set label 2 'long_trials' at screen 0.05529412, 0.5708333 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.8264706, 0.96666664 title 'trial' left
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' title '0', \
     $curve0_1 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#d55e00' title '1', \
     $curve0_2 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#009e73' title '2'
---- shapes.nc long_trials --x trial
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:9]
$curve0_0 << END
0 1 1
1 11 1
2 21 1
END
$curve0_1 << END
0 2 2
1 12 2
2 22 2
END
$curve0_2 << END
0 3 3
1 13 3
2 23 3
END
$curve0_3 << END
0 4 4
1 14 4
2 24 4
END
$curve0_4 << END
0 5 5
1 15 5
2 25 5
END
$curve0_5 << END
0 6 6
1 16 6
2 26 6
END
$curve0_6 << END
0 7 7
1 17 7
2 27 7
END
$curve0_7 << END
0 8 8
1 18 8
2 28 8
END
$curve0_8 << END
0 9 9
1 19 9
2 29 9
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [-0.40000000000000013:30.4]
set format y '%g'
unset logscale y
set ytics 10
unset label
set label 1 'trial' at screen 0.485, 0.05 center
set label 2 'long_trials' at screen 0.05529412, 0.5708333 center rotate by 90
set colorbox user origin screen 0.84411764, 0.19166666 size screen 0.032941177, 0.7583333 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.19166666 + k*0.005924479 to screen 0.8770588, 0.95 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 2
set label 5 'k [nA]' at screen 0.9505882, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_1 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_2 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_3 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_4 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_5 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_6 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_7 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_8 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle
---- shapes.nc timers
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 7
1 8
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.9588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.03:1.03]
set format x '%g'
unset logscale x
set xtics 1
set yrange [6.95:8.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'timer' at screen 0.56735295, 0.05 center
set label 2 'timers' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- shapes.nc matrix
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,3.5cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [0:11]
$cells0 << END
0 0 0
1 0 1
2 0 2
3 0 3
4 0 4
5 0 5
0 1 6
1 1 7
2 1 8
3 1 9
4 1 10
5 1 11
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.7941176
set bmargin at screen 0.38047618
set tmargin at screen 0.9142857
set xrange [-0.5:5.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [1.5:-0.5]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'node_to' at screen 0.46441177, 0.13761905 center
set label 2 'node' at screen 0.05529412, 0.64738095 center rotate by 90
set colorbox user origin screen 0.8235294, 0.38047618 size screen 0.032941177, 0.53380954 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8235294, screen 0.38047618 + k*0.004170387 to screen 0.8564706, 0.9142857 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 5
set label 5 'matrix' at screen 0.9505882, 0.64738095 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
---- shapes.nc turned
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,16cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [0:11]
$cells0 << END
0 0 0
1 0 1
0 1 2
1 1 3
0 2 4
1 2 5
0 3 6
1 3 7
0 4 8
1 4 9
0 5 10
1 5 11
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.70529413
set bmargin at screen 0.071875
set tmargin at screen 0.98125
set xrange [-0.5:1.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [5.5:-0.5]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'node' at screen 0.42, 0.01875 center
set label 2 'node_to' at screen 0.05529412, 0.5265625 center rotate by 90
set colorbox user origin screen 0.73470587, 0.071875 size screen 0.032941177, 0.909375 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.73470587, screen 0.071875 + k*0.0071044923 to screen 0.7676471, 0.98125 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 2
set label 5 'turned' at screen 0.8617647, 0.5265625 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
---- shapes.nc w
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6.9cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:4]
$cells0 << END
0 0 1
1 0 2
0 1 3
1 1 4
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.7735294
set bmargin at screen 0.16956522
set tmargin at screen 0.95652175
set xrange [-0.5:1.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [1.5:-0.5]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'w_dim1' at screen 0.45411766, 0.046376813 center
set label 2 'w_dim0' at screen 0.05529412, 0.5630435 center rotate by 90
set colorbox user origin screen 0.8029412, 0.16956522 size screen 0.032941177, 0.78695655 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8029412, screen 0.16956522 + k*0.006148098 to screen 0.83588237, 0.95652175 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 0.5
set label 5 'w' at screen 0.9505882, 0.5630435 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
---- shapes.nc of_k --kind overlay
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 11
2 21
3 31
4 41
5 51
6 61
7 71
8 81
9 91
END
$curve0_1 << END
1 12
2 22
3 32
4 42
5 52
6 62
7 72
8 82
9 92
END
$curve0_2 << END
1 13
2 23
3 33
4 43
5 53
6 63
7 73
8 83
9 93
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.7735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.76:9.24]
set format x '%g'
unset logscale x
set xtics 1
set yrange [6.8999999999999995:97.1]
set format y '%g'
unset logscale y
set ytics 20
unset label
set label 1 'k [nA]' at screen 0.46441177, 0.05 center
set label 2 'of_k' at screen 0.05529412, 0.5708333 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.7852941, 0.96666664 title 'c' left
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' title '1', \
     $curve0_1 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#d55e00' title '10', \
     $curve0_2 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#009e73' title '100'
---- shapes.nc of_k --kind line --x c
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:9]
$curve0_0 << END
1 11 1
10 12 1
100 13 1
END
$curve0_1 << END
1 21 2
10 22 2
100 23 2
END
$curve0_2 << END
1 31 3
10 32 3
100 33 3
END
$curve0_3 << END
1 41 4
10 42 4
100 43 4
END
$curve0_4 << END
1 51 5
10 52 5
100 53 5
END
$curve0_5 << END
1 61 6
10 62 6
100 63 6
END
$curve0_6 << END
1 71 7
10 72 7
100 73 7
END
$curve0_7 << END
1 81 8
10 82 8
100 83 8
END
$curve0_8 << END
1 91 9
10 92 9
100 93 9
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y '%g'
unset logscale y
set ytics 20
unset label
set label 1 'c' at screen 0.485, 0.05 center
set label 2 'of_k' at screen 0.05529412, 0.5708333 center rotate by 90
set colorbox user origin screen 0.84411764, 0.19166666 size screen 0.032941177, 0.7583333 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.19166666 + k*0.005924479 to screen 0.8770588, 0.95 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 2
set label 5 'k [nA]' at screen 0.9505882, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_1 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_2 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_3 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_4 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_5 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_6 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_7 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_8 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle
---- shapes.nc of_k --kind panels --x c
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,11.8cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 11
10 12
100 13
END
$curve1_0 << END
1 21
10 22
100 23
END
$curve2_0 << END
1 31
10 32
100 33
END
$curve3_0 << END
1 41
10 42
100 43
END
$curve4_0 << END
1 51
10 52
100 53
END
$curve5_0 << END
1 61
10 62
100 63
END
$curve6_0 << END
1 71
10 72
100 73
END
$curve7_0 << END
1 81
10 82
100 83
END
$curve8_0 << END
1 91
10 92
100 93
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.07764706
set rmargin at screen 0.3505392
set bmargin at screen 0.6991525
set tmargin at screen 0.938983
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y '%g'
unset logscale y
set ytics 20
unset label
set label 2 'of_k' at screen 0.02764706, 0.8190678 center rotate by 90
set label 3 'k = 1' at screen 0.21409313, 0.9576271 center
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.39171568
set rmargin at screen 0.6646078
set bmargin at screen 0.6991525
set tmargin at screen 0.938983
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 3 'k = 2' at screen 0.52816176, 0.9576271 center
set key off
plot $curve1_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.7057843
set rmargin at screen 0.9786765
set bmargin at screen 0.6991525
set tmargin at screen 0.938983
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 3 'k = 3' at screen 0.8422304, 0.9576271 center
set key off
plot $curve2_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.07764706
set rmargin at screen 0.3505392
set bmargin at screen 0.3983051
set tmargin at screen 0.6381356
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y '%g'
unset logscale y
set ytics 20
unset label
set label 2 'of_k' at screen 0.02764706, 0.51822037 center rotate by 90
set label 3 'k = 4' at screen 0.21409313, 0.65677965 center
set key off
plot $curve3_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.39171568
set rmargin at screen 0.6646078
set bmargin at screen 0.3983051
set tmargin at screen 0.6381356
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 3 'k = 5' at screen 0.52816176, 0.65677965 center
set key off
plot $curve4_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.7057843
set rmargin at screen 0.9786765
set bmargin at screen 0.3983051
set tmargin at screen 0.6381356
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 3 'k = 6' at screen 0.8422304, 0.65677965 center
set key off
plot $curve5_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.07764706
set rmargin at screen 0.3505392
set bmargin at screen 0.097457625
set tmargin at screen 0.33728814
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y '%g'
unset logscale y
set ytics 20
unset label
set label 1 'c' at screen 0.21409313, 0.025423728 center
set label 2 'of_k' at screen 0.02764706, 0.21737288 center rotate by 90
set label 3 'k = 7' at screen 0.21409313, 0.3559322 center
set key off
plot $curve6_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.39171568
set rmargin at screen 0.6646078
set bmargin at screen 0.097457625
set tmargin at screen 0.33728814
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 1 'c' at screen 0.52816176, 0.025423728 center
set label 3 'k = 8' at screen 0.52816176, 0.3559322 center
set key off
plot $curve7_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.7057843
set rmargin at screen 0.9786765
set bmargin at screen 0.097457625
set tmargin at screen 0.33728814
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 1 'c' at screen 0.8422304, 0.025423728 center
set label 3 'k = 9' at screen 0.8422304, 0.3559322 center
set key off
plot $curve8_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
unset multiplot
---- shapes.nc close --kind overlay --x d
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
2 1
8 2
END
$curve0_1 << END
2 3
8 4
END
$curve0_2 << END
2 5
8 6
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.6911765
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [1.82:8.18]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0.75:6.25]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'd [µV]' at screen 0.4129412, 0.05 center
set label 2 'close' at screen 0.05529412, 0.5708333 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.7029412, 0.96666664 title 'beside' left
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' title '1.00001', \
     $curve0_1 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#d55e00' title '1.00002', \
     $curve0_2 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#009e73' title '2'
---- shapes.nc of_all
massc: error: of_all of shapes.nc varies along c, d and time; choose a place, as in --at d=2
---- shapes.nc of_all --kind heat --panels --x time
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,6.5cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:24]
$cells0 << END
0.01 1 -0.485 1 -3.5 10 1
1 1 0.505 2 -3.5 10 2
2 1 1.5 3 -3.5 10 3
3 1 2.5 3.5 -3.5 10 4
0.01 10 -0.485 1 5.5 100 9
1 10 0.505 2 5.5 100 10
2 10 1.5 3 5.5 100 11
3 10 2.5 3.5 5.5 100 12
0.01 100 -0.485 1 55 145 17
1 100 0.505 2 55 145 18
2 100 1.5 3 55 145 19
3 100 2.5 3.5 55 145 20
END
$cells1 << END
0.01 1 -0.485 1 -3.5 10 5
1 1 0.505 2 -3.5 10 6
2 1 1.5 3 -3.5 10 7
3 1 2.5 3.5 -3.5 10 8
0.01 10 -0.485 1 5.5 100 13
1 10 0.505 2 5.5 100 14
2 10 1.5 3 5.5 100 15
3 10 2.5 3.5 5.5 100 16
0.01 100 -0.485 1 55 145 21
1 100 0.505 2 55 145 22
2 100 1.5 3 55 145 23
3 100 2.5 3.5 55 145 24
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.08794118
set rmargin at screen 0.47191176
set bmargin at screen 0.17692308
set tmargin at screen 0.8892308
set xrange [-0.485:3.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:145]
set format y '%g'
unset logscale y
set ytics 50
unset label
set label 1 'time [ms]' at screen 0.27992648, 0.046153847 center
set label 2 'c' at screen 0.02764706, 0.53307694 center rotate by 90
set label 3 'd = 2' at screen 0.27992648, 0.9230769 center
set colorbox user origin screen 0.9117647, 0.17692308 size screen 0.016470589, 0.7123077 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.9117647, screen 0.17692308 + k*0.005564904 to screen 0.9282353, 0.8892308 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 5
set label 5 'of_all' at screen 0.9752941, 0.53307694 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
set lmargin at screen 0.5130882
set rmargin at screen 0.89705884
set bmargin at screen 0.17692308
set tmargin at screen 0.8892308
set xrange [-0.485:3.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:145]
set format y ''
unset logscale y
set ytics 50
unset label
set label 1 'time [ms]' at screen 0.70507354, 0.046153847 center
set label 3 'd = 8' at screen 0.70507354, 0.9230769 center
unset colorbox
set key off
unset object 1
plot $cells1 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
unset multiplot
---- shapes.nc of_run
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:4]
$curve0_0 << END
2 5 1
1 6 2
2 7 3
1 8 4
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.7735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.97:2.03]
set format x '%g'
unset logscale x
set xtics 0.2
set yrange [4.85:8.15]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'pq' at screen 0.45411766, 0.05 center
set label 2 'q' at screen 0.05529412, 0.5708333 center rotate by 90
set colorbox user origin screen 0.8029412, 0.19166666 size screen 0.032941177, 0.7583333 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8029412, screen 0.19166666 + k*0.005924479 to screen 0.83588237, 0.95 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 0.5
set label 5 'of_run' at screen 0.9505882, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle
---- shapes.nc of_run --at q=6
massc: error: of_run of shapes.nc is one number, 2: there is nothing to draw
---- shapes.nc of_point
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
3 30
1 10
2 20
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.94:3.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [9:31]
set format y '%g'
unset logscale y
set ytics 5
unset label
set label 1 'lone' at screen 0.5563235, 0.05 center
set label 2 'of_point' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
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
---- written.nc u
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 3
1 1
2 2
3 5
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.9588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.09:3.09]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0.8:5.2]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'number' at screen 0.54676473, 0.05 center
set label 2 'u' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- written.nc v
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1.3 0.41666666
1.9 0.41666666
2.5 0
3.1 0.41666666
3.7 0.41666666
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
set xrange [0.91:4.09]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0:0.43750000000000006]
set format y '%g'
unset logscale y
set ytics 0.1
unset label
set label 1 'v' at screen 0.56661767, 0.05 center
set label 2 'density' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with boxes fillstyle solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' notitle
---- written.nc same
massc: error: several variables of written.nc end in '.same'; write the whole name
---- written.nc a.same
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 1
1 2
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.9588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.03:1.03]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0.95:2.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'x' at screen 0.56735295, 0.05 center
set label 2 'a.same' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- written.nc
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
