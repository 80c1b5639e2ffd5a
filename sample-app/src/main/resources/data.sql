insert into product (sku, price, stock) values
  ('coffee', 1250, 1000000),
  ('mug', 900, 1000000),
  ('teapot', 3400, 0);
