;; Sums over spans of samples, eight at a time: the innermost loops of the verifier.
;; Compiled into compare-kernel.wasm.ts by `npm run generate`.
(module
  (import "daylight" "memory" (memory 1))

  ;; The sum of squared differences of the samples from..to of two lines that begin at $a and $b. Adds, for each block
  ;; of 2^$shift samples that is touched, the absolute differences and the number of samples to the pair of 32-bit
  ;; numbers at $sums + 8 * block. A line of 8K gives less than 2^31.
  (func (export "difference")
    (param $a i32) (param $b i32) (param $from i32) (param $to i32) (param $shift i32) (param $sums i32) (result i32)
    (local $x i32) (local $d i32) (local $squares i32) (local $sum i32) (local $step i32) (local $pair i32)
    (local $v v128)
    (local.set $x (local.get $from))
    (block $done
      (loop $next
        (br_if $done (i32.ge_s (local.get $x) (local.get $to)))
        (if (i32.and
              (i32.eqz (i32.and (local.get $x) (i32.const 7)))
              (i32.le_s (i32.add (local.get $x) (i32.const 8)) (local.get $to)))
          (then
            (local.set $v (i16x8.sub
              (v128.load8x8_u (i32.add (local.get $a) (local.get $x)))
              (v128.load8x8_u (i32.add (local.get $b) (local.get $x)))))
            (local.set $squares (i32.add (local.get $squares)
              (call $across (i32x4.dot_i16x8_s (local.get $v) (local.get $v)))))
            (local.set $sum (call $across (i32x4.extadd_pairwise_i16x8_u (i16x8.abs (local.get $v)))))
            (local.set $step (i32.const 8)))
          (else
            (local.set $d (i32.sub
              (i32.load8_u (i32.add (local.get $a) (local.get $x)))
              (i32.load8_u (i32.add (local.get $b) (local.get $x)))))
            (local.set $squares (i32.add (local.get $squares) (i32.mul (local.get $d) (local.get $d))))
            (local.set $sum (select
              (local.get $d) (i32.sub (i32.const 0) (local.get $d)) (i32.ge_s (local.get $d) (i32.const 0))))
            (local.set $step (i32.const 1))))
        (local.set $pair (i32.add (local.get $sums)
          (i32.shl (i32.shr_u (local.get $x) (local.get $shift)) (i32.const 3))))
        (i32.store (local.get $pair) (i32.add (i32.load (local.get $pair)) (local.get $sum)))
        (i32.store offset=4 (local.get $pair) (i32.add (i32.load offset=4 (local.get $pair)) (local.get $step)))
        (local.set $x (i32.add (local.get $x) (local.get $step)))
        (br $next)))
    (local.get $squares))

  ;; The sum of the four numbers of a vector.
  (func $across (param $v v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 1 (local.get $v)))
      (i32.add (i32x4.extract_lane 2 (local.get $v)) (i32x4.extract_lane 3 (local.get $v))))))
