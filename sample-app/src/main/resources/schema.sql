create table product (
  sku varchar(40) primary key,
  price bigint not null,
  stock bigint not null
);

create table customer_order (
  id varchar(40) primary key,
  status varchar(20) not null,
  total bigint not null
);

create table order_line (
  order_id varchar(40) not null references customer_order,
  sku varchar(40) not null references product,
  quantity int not null,
  price bigint not null
);

create table payment (
  order_id varchar(40) primary key references customer_order,
  amount bigint not null
);
